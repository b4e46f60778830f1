// Embeds faces with an encoder's file: embed ENCODER.onnx FACE.ppm [FACE.ppm]. Needs ONNX Runtime's headers and library:
// g++ -std=c++17 -O2 -I$ORT/include embed.cpp -L$ORT/lib -lonnxruntime -o embed

#include <onnxruntime_cxx_api.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <fstream>
#include <limits>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

/** What the file says of itself, in metadata_props. */
class Specification {
 public:
  explicit Specification(const Ort::Session& session) : metadata(session.GetModelMetadata()) {
    width = std::stoi(text("inputWidth"));
    height = std::stoi(text("inputHeight"));
    blueFirst = text("colorOrder") == "bgr";
    divisor = std::stod(text("divisor"));
    std::istringstream numbers(text("mean"));
    for (std::string number; std::getline(numbers, number, ',');) means.push_back(std::stod(number));
    means.resize(3, means.at(0));
  }

  std::string text(const std::string& key) const {
    auto value = metadata.LookupCustomMetadataMapAllocated(("likeness." + key).c_str(), allocator);
    return value ? value.get() : "";
  }

  int width, height;
  bool blueFirst;
  double divisor;
  std::vector<double> means;

 private:
  Ort::ModelMetadata metadata;
  mutable Ort::AllocatorWithDefaultOptions allocator;
};

/** Reads a binary PPM of 8 bits as [3, height, width]: (level - mean) / divisor, in the encoder's order of colors. */
void readInput(const std::string& path, const Specification& spec, float* target) {
  std::ifstream file(path, std::ios::binary);
  std::string kind;
  int width, height, most;
  if (!(file >> kind >> width >> height >> most) || kind != "P6" || most != 255) {
    throw std::runtime_error(path + " is no binary PPM of 8 bits without comments");
  }
  if (width != spec.width || height != spec.height) {
    throw std::runtime_error(path + " has not the size that the encoder takes");
  }
  file.get();
  const size_t pixels = static_cast<size_t>(width) * height;
  std::vector<unsigned char> rgb(3 * pixels);
  if (!file.read(reinterpret_cast<char*>(rgb.data()), static_cast<std::streamsize>(rgb.size()))) {
    throw std::runtime_error(path + " is cut short");
  }
  for (int channel = 0; channel < 3; channel++) {
    const int color = spec.blueFirst ? 2 - channel : channel;
    for (size_t i = 0; i < pixels; i++) {
      target[channel * pixels + i] = static_cast<float>((rgb[3 * i + color] - spec.means[channel]) / spec.divisor);
    }
  }
}

/** A byte for each number, and what a step stands for. */
std::vector<int8_t> toBytes(const float* embedding, size_t size, float& scale) {
  float largest = 0;
  for (size_t i = 0; i < size; i++) largest = std::max(largest, std::abs(embedding[i]));
  scale = std::max(largest / 127, std::numeric_limits<float>::min());
  std::vector<int8_t> values;
  for (size_t i = 0; i < size; i++) {
    values.push_back(static_cast<int8_t>(std::nearbyint(static_cast<double>(embedding[i]) / scale)));
  }
  return values;
}

void embed(const std::string& file, const std::vector<std::string>& pictures) {
  Ort::Env environment(ORT_LOGGING_LEVEL_ERROR);
  Ort::Session session(environment, file.c_str(), Ort::SessionOptions());
  const Specification spec(session);
  const std::vector<int64_t> shape{static_cast<int64_t>(pictures.size()), 3, spec.height, spec.width};
  const size_t each = static_cast<size_t>(3) * spec.height * spec.width;
  std::vector<float> input(pictures.size() * each);
  for (size_t i = 0; i < pictures.size(); i++) readInput(pictures[i], spec, input.data() + i * each);

  Ort::AllocatorWithDefaultOptions allocator;
  const auto inputName = session.GetInputNameAllocated(0, allocator);
  const auto outputName = session.GetOutputNameAllocated(0, allocator);
  const char* inputs[] = {inputName.get()};
  const char* outputs[] = {outputName.get()};
  const auto memory = Ort::MemoryInfo::CreateCpu(OrtArenaAllocator, OrtMemTypeDefault);
  const auto tensor =
      Ort::Value::CreateTensor<float>(memory, input.data(), input.size(), shape.data(), shape.size());
  const auto results = session.Run(Ort::RunOptions(), inputs, &tensor, 1, outputs, 1);
  const float* embeddings = results[0].GetTensorData<float>();
  const size_t size = results[0].GetTensorTypeAndShapeInfo().GetShape()[1];

  std::printf("{\"embeddings\": [");
  for (size_t i = 0; i < pictures.size() * size; i++) {
    std::printf("%s%.9g%s", i % size == 0 ? (i == 0 ? "[" : ", [") : ", ", embeddings[i], i % size == size - 1 ? "]" : "");
  }
  std::printf("], \"bytes\": [");
  for (size_t i = 0; i < pictures.size(); i++) {
    float scale;
    const auto values = toBytes(embeddings + i * size, size, scale);
    std::printf("%s{\"scale\": %.9g, \"values\": [", i == 0 ? "" : ", ", scale);
    for (size_t j = 0; j < size; j++) std::printf("%s%d", j == 0 ? "" : ", ", values[j]);
    std::printf("]}");
  }
  std::printf("]");
  if (pictures.size() == 2) {
    double distance = 0;
    for (size_t i = 0; i < size; i++) distance += std::pow(static_cast<double>(embeddings[i]) - embeddings[size + i], 2);
    std::printf(", \"distance\": %.9g", distance);
  }
  std::printf("}\n");
}

}  // namespace

int main(int count, char** words) {
  if (count < 3) {
    std::fprintf(stderr, "usage: embed ENCODER.onnx FACE.ppm [FACE.ppm]\n");
    return 2;
  }
  try {
    embed(words[1], std::vector<std::string>(words + 2, words + count));
    return 0;
  } catch (const std::exception& e) {
    std::fprintf(stderr, "%s\n", e.what());
    return 1;
  }
}

package org.likeness.model.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.likeness.core.LikenessException;
import org.likeness.core.embedding.ColorOrder;
import org.likeness.core.embedding.Normalization;
import org.likeness.core.image.Border;
import org.likeness.core.image.CropFraction;
import org.likeness.core.recipe.NetworkSettings;
import org.likeness.model.architecture.Architecture;
import org.likeness.model.architecture.NewNetwork;
import org.likeness.model.graph.ElementType;
import org.likeness.model.graph.GraphReader;
import org.likeness.model.graph.OnnxGraph;
import org.likeness.model.graph.TensorData;
import org.likeness.model.importing.pytorch.SavedStateDict;
import org.likeness.model.safetensors.Safetensors;
import org.likeness.model.safetensors.SafetensorsFile;

@Tag("slow")
class WeightsImportTest {
    @TempDir
    private Path folder;

    private static ImportSettings settings(int inputSize) {
        return new ImportSettings(
                ColorOrder.RGB,
                new Normalization(127.5, 128),
                CropFraction.WHOLE,
                Border.BLACK,
                Optional.of(inputSize),
                Optional.empty(),
                Optional.empty(),
                "",
                "");
    }

    private Path safetensors(Map<String, TensorData> tensors) {
        Path file = folder.resolve("net.safetensors");
        SafetensorsFile.write(file, new Safetensors(new TreeMap<>(tensors), Map.of()));
        return file;
    }

    private static NewNetwork network(Architecture architecture, int size, boolean norm, long seed) {
        NetworkSettings settings = new NetworkSettings(architecture.key(), size, 24, 0, norm, true);
        return architecture.build(settings, new SplittableRandom(seed));
    }

    private ImportedEncoder fill(Map<String, TensorData> tensors) {
        return WeightsImport.fill(Architecture.SMALL_RESIDUAL, safetensors(tensors), settings(32));
    }

    private void requireRefused(Map<String, TensorData> tensors, String... words) {
        assertThatThrownBy(() -> fill(tensors))
                .isInstanceOf(LikenessException.class)
                .hasMessageContainingAll(words);
    }

    @ParameterizedTest
    @EnumSource
    void everyArchitectureTakesTensorsOfItsOwnNames(Architecture architecture) {
        int size = architecture == Architecture.INCEPTION_RESNET_V1 ? 80 : 32;
        for (boolean norm : new boolean[] {true, false}) {
            NewNetwork drawn = network(architecture, size, norm, 5);
            ImportedEncoder imported =
                    WeightsImport.fill(architecture, safetensors(drawn.graph().initializers()), settings(size));
            OnnxGraph graph = imported.encoder().graph();
            requireSame(graph, drawn.graph());
            assertThat(graph.nodes()).isEqualTo(drawn.graph().nodes());
            assertThat(imported.encoder().trainable()).containsExactlyInAnyOrderElementsOf(drawn.trainable());
            assertThat(imported.encoder().spec().embeddingSize()).isEqualTo(24);
            assertThat(imported.encoder().spec().provenance())
                    .containsEntry("importedFrom", "net.safetensors")
                    .containsEntry("importedInto", architecture.key())
                    .containsKey("importedSha256");
        }
    }

    private static void requireSame(OnnxGraph found, OnnxGraph expected) {
        assertThat(found.initializers().keySet())
                .isEqualTo(expected.initializers().keySet());
        expected.initializers().forEach((name, data) -> {
            TensorData.Floats tensor = (TensorData.Floats) found.initializer(name);
            assertThat(tensor.shape()).as(name).isEqualTo(data.shape());
            assertThat(Arrays.equals(tensor.values(), ((TensorData.Floats) data).values()))
                    .as(name)
                    .isTrue();
        });
    }

    @Test
    void doubleAndHalfPrecisionBecomeSingle() {
        Map<String, TensorData> tensors = new LinkedHashMap<>(
                network(Architecture.SMALL_RESIDUAL, 32, true, 1).graph().initializers());
        tensors.put("norm1.scale", half(16, (short) 0x3e00)); // 1.5
        assertThat(((TensorData.Floats) fill(tensors).encoder().graph().initializer("norm1.scale")).values())
                .containsOnly(1.5f);
    }

    private static TensorData half(int count, short bits) {
        byte[] bytes = new byte[2 * count];
        for (int i = 0; i < count; i++) {
            bytes[2 * i] = (byte) bits;
            bytes[2 * i + 1] = (byte) (bits >> 8);
        }
        return new TensorData.Other(ElementType.FLOAT16, new long[] {count}, bytes);
    }

    @Test
    void aTensorThatIsMissingLeftOverOrMisshapenIsNamed() {
        Map<String, TensorData> whole =
                network(Architecture.SMALL_RESIDUAL, 32, true, 1).graph().initializers();
        Map<String, TensorData> tensors = new LinkedHashMap<>(whole);
        tensors.remove("norm2.mean");
        requireRefused(tensors, "net.safetensors does not match the network: it lacks \"norm2.mean\"");
        tensors.put("head.weight", new TensorData.Floats(new long[] {1}, new float[1]));
        requireRefused(tensors, "it lacks \"norm2.mean\", and has \"head.weight\", which the network does not have");
        tensors.put("norm2.mean", new TensorData.Floats(new long[] {3}, new float[3]));
        requireRefused(tensors, "\"norm2.mean\" has shape [3], the network's has [16]");
        tensors.put("norm2.mean", new TensorData.Longs(new long[] {16}, new long[16]));
        requireRefused(tensors, "\"norm2.mean\" has another element type");
        requireRefused(
                Map.of("w", new TensorData.Floats(new long[0], new float[1])), "no tensor \"linear1.weight\"", "w");
    }

    @Test
    void slopesOfPyTorchAndNamesOfParallelTrainingAreTaken() throws IOException {
        OnnxGraph graph = network(Architecture.SMALL_RESIDUAL, 32, true, 1).graph();
        SavedStateDict saved = new SavedStateDict();
        graph.initializers().forEach((name, data) -> {
            long[] shape = name.endsWith(".slope") ? new long[] {data.shape()[0]} : data.shape();
            saved.tensor("module." + name, shape, ((TensorData.Floats) data).values());
        });
        saved.tensor("module.norm1.num_batches_tracked", new long[0], 3);
        for (byte[] bytes : new byte[][] {saved.zip(), saved.legacy()}) {
            Path file = Files.write(folder.resolve("net.pt"), bytes);
            OnnxGraph filled = WeightsImport.fill(Architecture.SMALL_RESIDUAL, file, settings(32))
                    .encoder()
                    .graph();
            requireSame(filled, graph);
        }
    }

    @Test
    void theStoredTensorsOfAnotherProgramsGraphAreFilledByName() throws IOException {
        Path onnx = Files.write(
                folder.resolve("net.onnx"), ForeignGraph.ofOnePicture().bytes());
        Map<String, TensorData> tensors = new LinkedHashMap<>();
        Map<String, long[]> shapes = Map.of(
                "w",
                new long[] {4, 3, 16, 16},
                "v",
                new long[] {8, 4},
                "c",
                new long[] {8},
                "slope",
                new long[] {4},
                "scale",
                new long[] {4},
                "shift",
                new long[] {4},
                "mean",
                new long[] {4},
                "variance",
                new long[] {4});
        shapes.forEach((name, shape) -> tensors.put(name, drawn(name, shape, 0.5, 1)));
        ImportedEncoder imported = WeightsImport.fill(onnx, safetensors(tensors), settings(16));
        for (String name : shapes.keySet()) {
            TensorData.Floats filled =
                    (TensorData.Floats) imported.encoder().graph().initializer(name);
            assertThat(filled.values())
                    .isEqualTo(
                            drawn(name, new long[] {filled.elements()}, 0.5, 1).values());
        }
        assertThat(imported.encoder().spec().provenance())
                .containsEntry("importedFrom", "net.safetensors")
                .containsEntry("importedInto", "net.onnx")
                .containsKey("importedIntoSha256");
        assertThat(imported.changes().get(0)).startsWith("8 tensors taken from ");
        tensors.remove("variance");
        assertThatThrownBy(() -> WeightsImport.fill(onnx, safetensors(tensors), settings(16)))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("it lacks \"variance\"");
    }

    /**
     * Tensors drawn by a formula, under the names and shapes of facenet-pytorch. What they make of a picture drawn likewise was
     * computed by PyTorch 1.13 in a network of that form, with an epsilon of 0.001 in all its batch normalizations.
     */
    @Test
    void inceptionResnetV1ComputesWhatFacenetPytorchDoes() throws Exception {
        Map<String, TensorData> tensors = new LinkedHashMap<>();
        for (String line : resource("facenet-tensors.txt").lines().toList()) {
            String[] words = line.split(" ");
            long[] shape = new long[words.length - 1];
            for (int axis = 0; axis < shape.length; axis++) {
                shape[axis] = Long.parseLong(words[axis + 1]);
            }
            tensors.put(words[0], weights(words[0], shape));
        }
        ImportedEncoder imported =
                WeightsImport.fill(Architecture.INCEPTION_RESNET_V1, safetensors(tensors), settings(160));
        assertThat(imported.changes()).contains("left out: logits.bias, logits.weight");
        float[] embedding = run(imported.encoder().bytes(), squares(), 160);
        assertThat(embedding).hasSize(512);
        assertThat(Arrays.copyOf(embedding, 12))
                .containsExactly(
                        new float[] {
                            -0.011411702f,
                            0.00089881714f,
                            0.04060044f,
                            -0.05113069f,
                            -0.023645096f,
                            0.053126793f,
                            -0.012530119f,
                            -0.04773198f,
                            -0.0571106f,
                            0.009849256f,
                            -0.029720591f,
                            0.06413198f
                        },
                        within(1e-6f));
        tensors.remove("repeat_2.3.branch1.1.bn.running_var");
        assertThatThrownBy(
                        () -> WeightsImport.fill(Architecture.INCEPTION_RESNET_V1, safetensors(tensors), settings(160)))
                .hasMessageContaining("it lacks \"repeat_2.3.branch1.1.bn.running_var\"");
    }

    private static TensorData.Floats weights(String name, long[] shape) {
        if (shape.length >= 2) {
            long fanIn = Arrays.stream(shape).skip(1).reduce(1, (a, b) -> a * b);
            double bound = Math.sqrt(6.0 / fanIn);
            return drawn(name, shape, -bound, 2 * bound);
        } else if (name.endsWith("running_var")) {
            // Small where the epsilon matters.
            return name.startsWith("last_bn") ? drawn(name, shape, 0.0005, 0.002) : drawn(name, shape, 0.5, 1);
        } else if (name.endsWith("running_mean")) {
            return drawn(name, shape, -0.1, 0.2);
        }
        return name.endsWith("bias") ? drawn(name, shape, -0.2, 0.4) : drawn(name, shape, 0.5, 1);
    }

    /** Squares of 8×8 pixels. */
    private static float[] squares() {
        float[] drawn = drawn("picture", new long[] {3, 20, 20}, -1, 2).values();
        float[] picture = new float[3 * 160 * 160];
        for (int i = 0; i < picture.length; i++) {
            int row = i / 160 % 160;
            picture[i] = drawn[i / (160 * 160) * 400 + row / 8 * 20 + i % 160 / 8];
        }
        return picture;
    }

    /** Numbers that a name and a formula determine: least + u · range, u in [0, 1). */
    private static TensorData.Floats drawn(String name, long[] shape, double least, double range) {
        CRC32 crc = new CRC32();
        crc.update(name.getBytes(StandardCharsets.UTF_8));
        long mask = 0xffff_ffffL;
        float[] values = new float[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < values.length; i++) {
            long hash = i * 2_654_435_761L + crc.getValue() & mask;
            hash ^= hash >>> 15;
            hash = hash * 2_246_822_519L & mask;
            hash ^= hash >>> 13;
            values[i] = (float) (least + range * (hash / 0x1p32));
        }
        return new TensorData.Floats(shape, values);
    }

    private static float[] run(byte[] encoder, float[] picture, int size) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(encoder);
                OnnxTensor input =
                        OnnxTensor.createTensor(environment, FloatBuffer.wrap(picture), new long[] {1, 3, size, size});
                OrtSession.Result result = session.run(Map.of(Architecture.INPUT, input))) {
            return ((float[][]) result.get(0).getValue())[0];
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(WeightsImportTest.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.", "module.model.", "net.backbone."})
    void whatStandsBeforeAllNamesIsDroppedAndSaid(String prefix) throws IOException {
        ForeignGraph foreign = ForeignGraph.ofOnePicture();
        Path onnx = Files.write(folder.resolve("net.onnx"), foreign.bytes());
        OnnxGraph graph = GraphReader.read(onnx);
        SavedStateDict saved = new SavedStateDict();
        graph.initializers().forEach((name, data) -> {
            if (data instanceof TensorData.Floats floats) {
                saved.tensor(prefix + name, floats.shape(), floats.values());
            }
        });
        Path file = Files.write(folder.resolve("net.pt"), saved.zip());
        ImportedEncoder imported = WeightsImport.fill(onnx, file, settings(16));
        assertThat(imported.changes())
                .contains(String.format(Locale.ROOT, "\"%s\" dropped before all names of tensors", prefix));
        assertThat(((TensorData.Floats) imported.encoder().graph().initializer("v")).values())
                .containsExactly(((TensorData.Floats) graph.initializer("v")).values());
    }
}

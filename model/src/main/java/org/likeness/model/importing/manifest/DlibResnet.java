package org.likeness.model.importing.manifest;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.likeness.core.LikenessException;
import org.likeness.model.graph.GraphBuilder;
import org.likeness.model.graph.GraphBuilder.Convolution;
import org.likeness.model.graph.GraphBuilder.Value;
import org.likeness.model.graph.OnnxGraph;
import org.likeness.model.graph.TensorData;

/**
 * dlib's face encoder, a ResNet of 29 convolutions with half the features of the 34-layer one (He et al., arXiv 1512.03385, as
 * {@code dlib/examples/dnn_face_recognition_ex.cpp} builds it): 150×150 pixels to 128 numbers, trained with a metric loss. Each convolution
 * is followed by a scale and a shift, the inference form of batch normalization; both are folded into the convolution.
 *
 * <p>The names of the weights are those of face-api.js: {@code conv64_1/conv2/conv/filters}, {@code …/scale/weights}, {@code fc}.
 */
public final class DlibResnet {
    private static final int SIDE = 150;
    private static final int EMBEDDING_SIZE = 128;

    private final String file;
    private final Map<String, TensorData.Floats> weights;
    private final TreeSet<String> left;
    private final Map<String, TensorData> filled = new TreeMap<>();
    private final GraphBuilder builder =
            new GraphBuilder("dlib-resnet", new SplittableRandom(0)); // every weight is replaced

    private DlibResnet(String file, Map<String, TensorData.Floats> weights) {
        this.file = file;
        this.weights = weights;
        this.left = new TreeSet<>(weights.keySet());
    }

    /**
     * The network with the weights of a manifest.
     *
     * @param file    the manifest's name, for messages
     * @param weights as {@link WeightsManifest#read} gives them
     * @return one input {@code input} [B, 3, 150, 150], one output {@code descriptor} [B, 128], not of length 1
     * @throws LikenessException if a tensor is missing, too many, or of another shape
     */
    public static OnnxGraph graph(String file, Map<String, TensorData.Floats> weights) {
        return new DlibResnet(file, weights).build();
    }

    private OnnxGraph build() {
        Value x = builder.input("input", 3, SIDE, SIDE);
        x = builder.relu(convolution(x, "conv32_down", new Convolution(32, 7, 7, 2, 0, 0, 1, true)));
        x = builder.maxPool(x, 3, 2);
        x = blocks(x, "conv32_", 3);
        x = blocks(halved(x, "conv64_down", 64), "conv64_", 3);
        x = blocks(halved(x, "conv128_down", 128), "conv128_", 2);
        x = blocks(halved(x, "conv256_down", 256), "conv256_", 2);
        x = halved(x, "conv256_down_out", 256);
        x = linear(builder.flatten(builder.globalAveragePool(x)));
        if (!left.isEmpty()) {
            throw refused(String.format(
                    Locale.ROOT,
                    "has %d tensors that are not in dlib's network, such as \"%s\"",
                    left.size(),
                    left.first()));
        }
        OnnxGraph graph = builder.build(x, "descriptor");
        Map<String, TensorData> tensors = new TreeMap<>(graph.initializers());
        tensors.putAll(filled);
        return graph.withInitializers(tensors);
    }

    private Value blocks(Value x, String prefix, int count) {
        Value result = x;
        for (int i = 1; i <= count; i++) {
            result = block(result, prefix + i);
        }
        return result;
    }

    private Value block(Value x, String name) {
        Convolution same = Convolution.square(x.channels(), 3, 1).biased();
        Value residual = builder.relu(convolution(x, name + "/conv1", same));
        return builder.relu(builder.sum(convolution(residual, name + "/conv2", same), x));
    }

    /** Half the rows and columns; what the shorter way lacks in channels, or the longer one in rows and columns, is zero. */
    private Value halved(Value x, String name, int channels) {
        Value residual = builder.relu(convolution(
                x, name + "/conv1", Convolution.square(channels, 3, 2).biased().valid()));
        residual = convolution(
                residual, name + "/conv2", Convolution.square(channels, 3, 1).biased());
        Value shorter = builder.averagePool(x, 2, 2);
        residual = builder.extend(residual, channels, shorter.height(), shorter.width());
        return builder.relu(
                builder.sum(residual, builder.extend(shorter, channels, residual.height(), residual.width())));
    }

    /** A convolution, its scale and its shift in one: s · (w ∗ x + b) + t = (s · w) ∗ x + (s · b + t). */
    private Value convolution(Value x, String name, Convolution settings) {
        Value value = builder.convolution(x, settings);
        int outputs = settings.channels();
        float[] filters =
                take(name + "/conv/filters", settings.kernelHeight(), settings.kernelWidth(), x.channels(), outputs);
        float[] bias = take(name + "/conv/bias", outputs);
        float[] scale = take(name + "/scale/weights", outputs);
        float[] shift = take(name + "/scale/biases", outputs);
        int fanIn = filters.length / outputs;
        int places = settings.kernelHeight() * settings.kernelWidth();
        float[] kernel = new float[filters.length];
        float[] added = new float[outputs];
        for (int o = 0; o < outputs; o++) {
            for (int place = 0; place < places; place++) {
                for (int c = 0; c < x.channels(); c++) {
                    float weight = filters[(place * x.channels() + c) * outputs + o];
                    kernel[o * fanIn + c * places + place] = (float) ((double) scale[o] * weight);
                }
            }
            added[o] = (float) ((double) scale[o] * bias[o] + shift[o]);
        }
        fill(value.name() + ".weight", kernel, outputs, x.channels(), settings.kernelHeight(), settings.kernelWidth());
        fill(value.name() + ".bias", added, outputs);
        return value;
    }

    private Value linear(Value x) {
        Value value = builder.linear(x, EMBEDDING_SIZE, false);
        float[] matrix = take("fc", x.channels(), EMBEDDING_SIZE);
        float[] turned = new float[matrix.length];
        for (int i = 0; i < x.channels(); i++) {
            for (int o = 0; o < EMBEDDING_SIZE; o++) {
                turned[o * x.channels() + i] = matrix[i * EMBEDDING_SIZE + o];
            }
        }
        fill(value.name() + ".weight", turned, EMBEDDING_SIZE, x.channels());
        return value;
    }

    private float[] take(String name, long... shape) {
        TensorData.Floats tensor = weights.get(name);
        if (tensor == null) {
            throw refused(String.format(
                    Locale.ROOT,
                    "has no tensor \"%s\": the weights of dlib's face encoder under face-api.js's names are expected",
                    name));
        }
        if (!Arrays.equals(tensor.shape(), shape)) {
            throw refused(String.format(
                    Locale.ROOT,
                    "tensor \"%s\" has the shape %s: dlib's network has %s",
                    name,
                    Arrays.toString(tensor.shape()),
                    Arrays.toString(shape)));
        }
        left.remove(name);
        return tensor.values();
    }

    private void fill(String name, float[] values, long... shape) {
        filled.put(name, new TensorData.Floats(shape, values));
    }

    private LikenessException refused(String reason) {
        return LikenessException.invalid(file + " " + reason);
    }
}

package org.likeness.app.importing;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.likeness.model.graph.TensorData.Floats;

/** dlib's network layer by layer in plain loops, scale and shift after each convolution: slow, and easy to check. */
final class DlibReference {
    private final Map<String, Floats> weights;

    DlibReference(Map<String, Floats> weights) {
        this.weights = weights;
    }

    /** Features in rows and columns, [height][width][channels]. */
    private static final class Features {
        private final int side;
        private final int channels;
        private final double[] values;

        private Features(int side, int channels, double[] values) {
            this.side = side;
            this.channels = channels;
            this.values = values;
        }

        public int side() {
            return side;
        }

        public int channels() {
            return channels;
        }

        public double[] values() {
            return values;
        }

        static Features of(int side, int channels) {
            return new Features(side, channels, new double[side * side * channels]);
        }

        double at(int row, int column, int channel) {
            boolean inside = row >= 0 && row < side && column >= 0 && column < side && channel < channels;
            return inside ? values[(row * side + column) * channels + channel] : 0;
        }

        void set(int row, int column, int channel, double value) {
            values[(row * side + column) * channels + channel] = value;
        }
    }

    /** Random weights under the names and with the shapes that the network has. */
    static Map<String, Floats> weights(RandomGenerator random) {
        Map<String, Floats> weights = new TreeMap<>();
        layer(weights, "conv32_down", 7, 3, 32, random);
        int channels = 32;
        for (String stage : new String[] {"32", "64", "128", "256"}) {
            int wide = Integer.parseInt(stage);
            if (wide > 32) {
                block(weights, String.format(Locale.ROOT, "conv%s_down", stage), channels, wide, random);
            }
            for (int i = 1; i <= (wide < 128 ? 3 : 2); i++) {
                block(weights, String.format(Locale.ROOT, "conv%s_%d", stage, i), wide, wide, random);
            }
            channels = wide;
        }
        block(weights, "conv256_down_out", 256, 256, random);
        weights.put("fc", random(random, 0.05, 0, 256, 128));
        return weights;
    }

    private static void block(Map<String, Floats> weights, String name, int from, int to, RandomGenerator random) {
        layer(weights, name + "/conv1", 3, from, to, random);
        layer(weights, name + "/conv2", 3, to, to, random);
    }

    private static void layer(
            Map<String, Floats> weights, String name, int kernel, int from, int to, RandomGenerator random) {
        double deviation = Math.sqrt(1.0 / (kernel * kernel * from));
        weights.put(name + "/conv/filters", random(random, deviation, 0, kernel, kernel, from, to));
        weights.put(name + "/conv/bias", random(random, 0.1, 0, to));
        weights.put(name + "/scale/weights", random(random, 0.2, 1, to));
        weights.put(name + "/scale/biases", random(random, 0.1, 0, to));
    }

    private static Floats random(RandomGenerator random, double deviation, double mean, long... shape) {
        float[] values = new float[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (mean + deviation * random.nextGaussian());
        }
        return new Floats(shape, values);
    }

    /**
     * The embedding, of length 1.
     *
     * @param pixels planes [3, 150, 150], normalized
     */
    float[] embed(float[] pixels) {
        Features x = Features.of(150, 3);
        for (int i = 0; i < pixels.length; i++) {
            x.values()[i % 22_500 * 3 + i / 22_500] = pixels[i];
        }
        x = largest(positive(layer(x, "conv32_down", 2, 0)));
        x = blocks(x, "conv32_", 3);
        x = blocks(halved(x, "conv64_down"), "conv64_", 3);
        x = blocks(halved(x, "conv128_down"), "conv128_", 2);
        x = blocks(halved(x, "conv256_down"), "conv256_", 2);
        return projected(halved(x, "conv256_down_out"));
    }

    private Features blocks(Features start, String name, int count) {
        Features x = start;
        for (int i = 1; i <= count; i++) {
            Features residual = positive(layer(x, name + i + "/conv1", 1, 1));
            x = positive(sum(layer(residual, name + i + "/conv2", 1, 1), x));
        }
        return x;
    }

    private Features halved(Features x, String name) {
        Features residual = layer(positive(layer(x, name + "/conv1", 2, 0)), name + "/conv2", 1, 1);
        Features mean = Features.of(x.side() / 2, x.channels());
        for (int row = 0; row < mean.side(); row++) {
            for (int column = 0; column < mean.side(); column++) {
                for (int c = 0; c < x.channels(); c++) {
                    double four = x.at(2 * row, 2 * column, c)
                            + x.at(2 * row, 2 * column + 1, c)
                            + x.at(2 * row + 1, 2 * column, c)
                            + x.at(2 * row + 1, 2 * column + 1, c);
                    mean.set(row, column, c, four / 4);
                }
            }
        }
        return positive(sum(residual, mean));
    }

    /** What one of the two has not is zero. */
    private static Features sum(Features a, Features b) {
        Features sum = Features.of(Math.max(a.side(), b.side()), Math.max(a.channels(), b.channels()));
        for (int row = 0; row < sum.side(); row++) {
            for (int column = 0; column < sum.side(); column++) {
                for (int c = 0; c < sum.channels(); c++) {
                    sum.set(row, column, c, a.at(row, column, c) + b.at(row, column, c));
                }
            }
        }
        return sum;
    }

    private static Features positive(Features x) {
        Features result = Features.of(x.side(), x.channels());
        for (int i = 0; i < x.values().length; i++) {
            result.values()[i] = Math.max(0, x.values()[i]);
        }
        return result;
    }

    private static Features largest(Features x) {
        Features result = Features.of((x.side() - 3) / 2 + 1, x.channels());
        for (int row = 0; row < result.side(); row++) {
            for (int column = 0; column < result.side(); column++) {
                for (int c = 0; c < x.channels(); c++) {
                    double most = Double.NEGATIVE_INFINITY;
                    for (int place = 0; place < 9; place++) {
                        most = Math.max(most, x.at(2 * row + place / 3, 2 * column + place % 3, c));
                    }
                    result.set(row, column, c, most);
                }
            }
        }
        return result;
    }

    private Features layer(Features x, String name, int stride, int pad) {
        Floats filters = tensor(name + "/conv/filters");
        int kernel = (int) filters.shape()[0];
        int outputs = (int) filters.shape()[3];
        float[] scale = tensor(name + "/scale/weights").values();
        float[] shift = tensor(name + "/scale/biases").values();
        float[] bias = tensor(name + "/conv/bias").values();
        Features result = Features.of((x.side() + 2 * pad - kernel) / stride + 1, outputs);
        double[] sums = new double[outputs];
        for (int row = 0; row < result.side(); row++) {
            for (int column = 0; column < result.side(); column++) {
                Arrays.fill(sums, 0);
                for (int place = 0; place < kernel * kernel; place++) {
                    for (int c = 0; c < x.channels(); c++) {
                        double value =
                                x.at(row * stride - pad + place / kernel, column * stride - pad + place % kernel, c);
                        int weight = (place * x.channels() + c) * outputs;
                        for (int o = 0; o < outputs; o++) {
                            sums[o] += value * filters.values()[weight + o];
                        }
                    }
                }
                for (int o = 0; o < outputs; o++) {
                    result.set(row, column, o, (sums[o] + bias[o]) * scale[o] + shift[o]);
                }
            }
        }
        return result;
    }

    private float[] projected(Features x) {
        float[] matrix = tensor("fc").values();
        double[] embedding = new double[128];
        int places = x.side() * x.side();
        for (int i = 0; i < x.values().length; i++) {
            for (int o = 0; o < embedding.length; o++) {
                embedding[o] += x.values()[i] / places * matrix[i % x.channels() * embedding.length + o];
            }
        }
        double length =
                Math.sqrt(Arrays.stream(embedding).map(value -> value * value).sum());
        float[] unit = new float[embedding.length];
        for (int o = 0; o < unit.length; o++) {
            unit[o] = (float) (embedding[o] / length);
        }
        return unit;
    }

    private Floats tensor(String name) {
        return java.util.Objects.requireNonNull(weights.get(name), name);
    }
}

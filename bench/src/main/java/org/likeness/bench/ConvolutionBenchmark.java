package org.likeness.bench;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.likeness.core.statistics.Median;
import org.likeness.model.graph.GraphBuilder;
import org.likeness.model.graph.OnnxGraph;
import org.likeness.training.graph.TrainableGraph;
import org.likeness.training.graph.TrainingPass;
import org.likeness.training.graph.convolution.ConvolutionPolicy;
import org.likeness.training.graph.operator.GraphSettings;
import org.likeness.training.libtorch.Device;
import org.likeness.training.libtorch.Libtorch;
import org.likeness.training.libtorch.Precision;
import org.likeness.training.libtorch.Tensors;

/**
 * Computes convolutions in single precision in each way there is, and compares with double precision: output and the weights' gradient. A
 * process for each, as some end it.
 *
 * <pre>
 * ConvolutionBenchmark SHAPE ...           a row for each BATCH,INPUTS,OUTPUTS,SIZE,KERNEL,STRIDE
 * ConvolutionBenchmark --one WAY SHAPE     what a row is made of
 * </pre>
 */
public final class ConvolutionBenchmark {
    private static final int TIMED = 9;

    private ConvolutionBenchmark() {}

    /** See the class. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length == 3 && arguments[0].equals("--one")) {
            System.out.println(new Shape(arguments[2]).measured(ConvolutionPolicy.valueOf(arguments[1])));
            return;
        }
        System.out.println("| batch, inputs, outputs, size, kernel, stride | direct | checked | products |");
        System.out.println("|---|---|---|---|");
        for (String shape : arguments) {
            List<String> cells = new ArrayList<>();
            for (ConvolutionPolicy way :
                    List.of(ConvolutionPolicy.DIRECT, ConvolutionPolicy.CHECKED, ConvolutionPolicy.PRODUCTS)) {
                cells.add(inAProcess(way, shape));
            }
            System.out.printf(Locale.ROOT, "| %s | %s |%n", shape.replace(",", ", "), String.join(" | ", cells));
        }
    }

    private static String inAProcess(ConvolutionPolicy way, String shape) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+SuppressFatalErrorMessage",
                        "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ConvolutionBenchmark.class.getName(),
                        "--one",
                        way.name(),
                        shape)
                .redirectError(Redirect.DISCARD)
                .start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
        return process.waitFor() == 0 ? answer : "dies";
    }

    private static final class Shape {
        private final int batch;
        private final OnnxGraph graph;
        private final Set<String> trainable;
        private final float[] map;

        Shape(String text) {
            String[] numbers = text.split(",");
            this.batch = Integer.parseInt(numbers[0]);
            int inputs = Integer.parseInt(numbers[1]);
            int size = Integer.parseInt(numbers[3]);
            GraphBuilder builder = new GraphBuilder("convolution", new SplittableRandom(1));
            GraphBuilder.Value input = builder.input("input", inputs, size, size);
            GraphBuilder.Convolution convolution = GraphBuilder.Convolution.square(
                    Integer.parseInt(numbers[2]), Integer.parseInt(numbers[4]), Integer.parseInt(numbers[5]));
            boolean covers = Integer.parseInt(numbers[4]) == size;
            this.graph = builder.build(
                    builder.flatten(builder.convolution(input, covers ? convolution.valid() : convolution)),
                    "embedding");
            this.trainable = Set.copyOf(builder.trainable());
            this.map = normal(batch * inputs * size * size);
        }

        String measured(ConvolutionPolicy way) {
            Libtorch.setThreads(Runtime.getRuntime().availableProcessors());
            Map<String, float[]> expected = pass(Precision.DOUBLE, way, 1).values();
            Pass found = pass(Precision.FLOAT, way, TIMED);
            StringBuilder text = new StringBuilder();
            expected.forEach((name, values) -> text.append(String.format(
                    Locale.ROOT,
                    "%s %.0e, ",
                    name,
                    share(Objects.requireNonNull(found.values().get(name)), values))));
            return text.append(String.format(Locale.ROOT, "%.1f ms", found.milliseconds()))
                    .toString();
        }

        private static final class Pass {
            private final Map<String, float[]> values;
            private final double milliseconds;

            private Pass(Map<String, float[]> values, double milliseconds) {
                this.values = values;
                this.milliseconds = milliseconds;
            }

            public Map<String, float[]> values() {
                return values;
            }

            public double milliseconds() {
                return milliseconds;
            }
        }

        private Pass pass(Precision precision, ConvolutionPolicy way, int times) {
            GraphSettings settings =
                    new GraphSettings(precision, GraphSettings.USUAL_MOMENTUM, false, Device.PROCESSOR, way);
            Map<String, float[]> values = new TreeMap<>();
            double[] milliseconds = new double[times];
            for (int i = 0; i < times; i++) {
                try (TrainableGraph trained = TrainableGraph.of(graph, trainable, settings)) {
                    long start = System.nanoTime();
                    try (TrainingPass pass = trained.begin(map, batch)) {
                        pass.backward(normal(pass.embeddings().length));
                        milliseconds[i] = (System.nanoTime() - start) * 1e-6;
                        values.put("output", pass.embeddings());
                        trained.parameters()
                                .forEach((name, weights) -> values.put("gradient", Tensors.floats(weights.grad())));
                    }
                }
            }
            return new Pass(values, Median.of(milliseconds));
        }

        private static float[] normal(int count) {
            SplittableRandom random = new SplittableRandom(2);
            float[] values = new float[count];
            for (int i = 0; i < count; i++) {
                values[i] = (float) random.nextGaussian();
            }
            return values;
        }

        private static double share(float[] found, float[] expected) {
            double difference = 0;
            double size = 0;
            for (int i = 0; i < expected.length; i++) {
                difference = Math.max(difference, Math.abs((double) found[i] - expected[i]));
                size = Math.max(size, Math.abs(expected[i]));
            }
            return difference / size;
        }
    }
}

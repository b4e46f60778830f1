package org.likeness.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.image.CropFraction;
import org.likeness.core.image.FaceImage;
import org.likeness.core.recipe.NetworkSettings;
import org.likeness.core.statistics.Median;
import org.likeness.model.EncoderModel;
import org.likeness.model.architecture.Architecture;
import org.likeness.model.architecture.NewNetwork;
import org.likeness.model.graph.Node;
import org.likeness.model.graph.TensorData;
import org.likeness.model.serving.FusedEncoder;
import org.likeness.recognition.OnnxEncoder;

/**
 * The fused copy of an encoder beside the encoder, in turn, in one process: pictures of noise of the input's size, through
 * {@code OnnxEncoder} on one thread, as threads that wait for each other would count as working. Prints a Markdown row for each size of
 * the batch; ratios are those of two neighboring runs, the encoder's time by the copy's, above 1 where the copy is faster.
 */
public final class ServingBenchmark {
    private static final int[] BATCHES = {1, 16};
    private static final double WARM_UP_SECONDS = 5;
    private static final double RUN_SECONDS = 0.5;
    private static final int RUNS = 31;

    /** What a picture cost, in milliseconds: of the clock, and of the processor in all threads of this process. */
    private record Cost(double clock, double processor) {}

    private ServingBenchmark() {}

    /** Takes encoders' files, and names of architectures, which get random weights and statistics at 112×112 pixels. */
    public static void main(String[] arguments) {
        System.out.println(
                "| encoder | nodes | loading ms | batch | ms a picture | ratio | processor ms a picture | ratio |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        for (String argument : arguments) {
            measure(argument, Architecture.isNamed(argument) ? drawn(argument) : EncoderModel.read(Path.of(argument)));
        }
    }

    private static void measure(String name, EncoderModel original) {
        EncoderModel copy = FusedEncoder.of(original).encoder();
        String nodes = String.format(
                Locale.ROOT,
                "%d → %d",
                original.graph().nodes().size(),
                copy.graph().nodes().size());
        String loading = loading(original, copy);
        for (int batch : BATCHES) {
            List<FaceImage> pictures = noise(original.spec(), batch);
            try (OnnxEncoder one = OnnxEncoder.of(original, 1);
                    OnnxEncoder other = OnnxEncoder.of(copy, 1)) {
                cost(one, pictures, WARM_UP_SECONDS);
                cost(other, pictures, WARM_UP_SECONDS);
                Cost[] originals = new Cost[RUNS];
                Cost[] copies = new Cost[RUNS];
                for (int run = 0; run < RUNS; run++) {
                    originals[run] = cost(one, pictures, RUN_SECONDS);
                    copies[run] = cost(other, pictures, RUN_SECONDS);
                }
                System.out.println(String.format(
                        Locale.ROOT,
                        "| %s | %s | %s | %d | %s | %s |",
                        name,
                        nodes,
                        loading,
                        batch,
                        compared(originals, copies, Cost::clock),
                        compared(originals, copies, Cost::processor)));
            }
        }
    }

    /** Medians of both, and of the ratio the median, the least and the most. */
    private static String compared(Cost[] originals, Cost[] copies, ToDoubleFunction<Cost> kind) {
        double[] one = Arrays.stream(originals).mapToDouble(kind).toArray();
        double[] other = Arrays.stream(copies).mapToDouble(kind).toArray();
        double[] ratios =
                IntStream.range(0, RUNS).mapToDouble(i -> one[i] / other[i]).toArray();
        return String.format(
                Locale.ROOT,
                "%.2f → %.2f | %.2f (%.2f–%.2f)",
                Median.of(one),
                Median.of(other),
                Median.of(ratios),
                Sample.least(ratios),
                Sample.most(ratios));
    }

    private static String loading(EncoderModel original, EncoderModel copy) {
        double[] one = new double[RUNS];
        double[] other = new double[RUNS];
        for (int run = 0; run < RUNS; run++) {
            one[run] = loadingMilliseconds(original);
            other[run] = loadingMilliseconds(copy);
        }
        return String.format(Locale.ROOT, "%.0f → %.0f", Median.of(one), Median.of(other));
    }

    private static double loadingMilliseconds(EncoderModel model) {
        long start = System.nanoTime();
        OnnxEncoder.of(model, 1).close();
        return (System.nanoTime() - start) / 1e6;
    }

    private static Cost cost(OnnxEncoder encoder, List<FaceImage> pictures, double seconds) {
        long processor = processorNanoseconds();
        long start = System.nanoTime();
        long count = 0;
        while (System.nanoTime() - start < seconds * 1e9) {
            count += encoder.embed(pictures).size();
        }
        double million = 1e6 * count;
        return new Cost((System.nanoTime() - start) / million, (processorNanoseconds() - processor) / million);
    }

    private static long processorNanoseconds() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static List<FaceImage> noise(EncoderSpec spec, int count) {
        SplittableRandom random = new SplittableRandom(1);
        List<FaceImage> pictures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] pixels = new byte[3 * spec.inputWidth() * spec.inputHeight()];
            random.nextBytes(pixels);
            pictures.add(new FaceImage(spec.inputWidth(), spec.inputHeight(), pixels));
        }
        return pictures;
    }

    private static EncoderModel drawn(String architecture) {
        NetworkSettings settings = new NetworkSettings(architecture, 112, 128, 0, true, true);
        SplittableRandom random = new SplittableRandom(1);
        NewNetwork network = Architecture.named(architecture).build(settings, random);
        Map<String, TensorData> stored = new HashMap<>(network.graph().initializers());
        for (Node node : network.graph().nodes()) {
            if (node.operator().equals("BatchNormalization")) {
                stored.computeIfPresent(node.input(3), (name, data) -> near(0, data, random));
                stored.computeIfPresent(node.input(4), (name, data) -> near(1, data, random));
            }
        }
        EncoderSpec spec = DrawnEncoder.spec(112, 128, CropFraction.WHOLE);
        return EncoderModel.of(network.graph().withInitializers(stored), spec, network.trainable());
    }

    private static TensorData near(double center, TensorData data, SplittableRandom random) {
        float[] values = new float[data.elements()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(center - 0.2, center + 0.2);
        }
        return new TensorData.Floats(data.shape(), values);
    }
}

package org.likeness.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.likeness.core.embedding.ColourOrder;
import org.likeness.core.embedding.Distance;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.embedding.Normalisation;
import org.likeness.core.image.CropFraction;
import org.likeness.core.image.FaceImage;
import org.likeness.core.recipe.NetworkSettings;
import org.likeness.model.EncoderModel;
import org.likeness.model.architecture.Architecture;
import org.likeness.model.architecture.NewNetwork;
import org.likeness.model.graph.Node;
import org.likeness.model.graph.TensorData;
import org.likeness.model.serving.FusedEncoder;
import org.likeness.recognition.OnnxEncoder;

/**
 * The fused copy of an encoder beside the encoder, in turn, in one process: pictures of noise of the input's size, through
 * {@code OnnxEncoder}. Prints a Markdown row for each size of the batch; a ratio is that of two neighbouring runs, and above 1 where
 * the copy is faster.
 */
public final class ServingBenchmark {
    private static final int[] BATCHES = {1, 16};
    private static final double WARM_UP_SECONDS = 5;
    private static final double RUN_SECONDS = 0.5;
    private static final int RUNS = 31;
    private static final int THREADS = Runtime.getRuntime().availableProcessors();

    private ServingBenchmark() {}

    /** Takes encoders' files, and names of architectures, which get random weights and statistics at 112×112 pixels. */
    public static void main(String[] arguments) {
        System.out.println("| encoder | nodes | batch | encoder img/s | fused img/s | ratio |");
        System.out.println("|---|---|---|---|---|---|");
        for (String argument : arguments) {
            measure(argument, Architecture.isNamed(argument) ? drawn(argument) : EncoderModel.read(Path.of(argument)));
        }
    }

    private static void measure(String name, EncoderModel original) {
        EncoderModel copy = FusedEncoder.of(original).encoder();
        String nodes = "%d → %d"
                .formatted(original.graph().nodes().size(), copy.graph().nodes().size());
        for (int batch : BATCHES) {
            List<FaceImage> pictures = noise(original.spec(), batch);
            try (OnnxEncoder one = OnnxEncoder.of(original, THREADS);
                    OnnxEncoder other = OnnxEncoder.of(copy, THREADS)) {
                picturesPerSecond(one, pictures, WARM_UP_SECONDS);
                picturesPerSecond(other, pictures, WARM_UP_SECONDS);
                double[] originals = new double[RUNS];
                double[] copies = new double[RUNS];
                double[] ratios = new double[RUNS];
                for (int run = 0; run < RUNS; run++) {
                    originals[run] = picturesPerSecond(one, pictures, RUN_SECONDS);
                    copies[run] = picturesPerSecond(other, pictures, RUN_SECONDS);
                    ratios[run] = copies[run] / originals[run];
                }
                System.out.println(String.format(
                        Locale.ROOT,
                        "| %s | %s | %d | %.0f | %.0f | %.2f (%.2f–%.2f) |",
                        name,
                        nodes,
                        batch,
                        Sample.median(originals),
                        Sample.median(copies),
                        Sample.median(ratios),
                        Sample.least(ratios),
                        Sample.most(ratios)));
            }
        }
    }

    private static double picturesPerSecond(OnnxEncoder encoder, List<FaceImage> pictures, double seconds) {
        long start = System.nanoTime();
        long count = 0;
        double passed = 0;
        while (passed < seconds) {
            count += encoder.embed(pictures).size();
            passed = (System.nanoTime() - start) / 1e9;
        }
        return count / passed;
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
        EncoderSpec spec = new EncoderSpec(
                112,
                112,
                ColourOrder.RGB,
                Normalisation.MOBILE_FACE_NET,
                CropFraction.WHOLE,
                128,
                Distance.SQUARED_EUCLIDEAN,
                true,
                "",
                "random weights",
                Map.of(),
                Optional.empty());
        return EncoderModel.of(network.graph().withInitializers(stored), spec, network.trainable());
    }

    private static TensorData near(double centre, TensorData data, SplittableRandom random) {
        float[] values = new float[data.elements()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(centre - 0.2, centre + 0.2);
        }
        return new TensorData.Floats(data.shape(), values);
    }
}

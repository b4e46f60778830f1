package org.likeness.app.importing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.likeness.core.LikenessException;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.embedding.FaceInput;
import org.likeness.core.image.CropFraction;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.Resampler;
import org.likeness.model.EncoderModel;
import org.likeness.recognition.OnnxEncoder;
import org.likeness.training.graph.GraphExecutionException;
import org.likeness.training.graph.TrainableGraph;
import org.likeness.training.graph.TrainingPass;
import org.likeness.training.libtorch.Precision;

/**
 * Tests an encoder on random pictures: single pictures and a batch in ONNX Runtime, which must agree, and libtorch, which must agree for
 * the encoder to be trainable. Differences are relative, the largest of any row: ‖a − b‖ / ‖a‖.
 *
 * @param batchDifference  between a batch and single pictures, in ONNX Runtime
 * @param engineDifference between ONNX Runtime and libtorch; empty if libtorch cannot run the graph
 * @param untrainable      why the encoder cannot be trained, if it cannot
 */
public record SelfTest(double batchDifference, Optional<Double> engineDifference, Optional<String> untrainable) {
    /** Rounding alone makes some 1e-6 of deep networks; a mistake makes a thousand times more than this. */
    public static final double TOLERANCE = 1e-5;

    private static final int BATCH = 3;
    private static final int GRID = 5; // colored squares a side: pictures differ in what survives a network's pooling
    private static final double LENGTH_TOLERANCE = 1e-3;

    /**
     * Tries an encoder.
     *
     * @param seed    of the pictures
     * @param threads of ONNX Runtime, at least 1
     * @throws LikenessException if ONNX Runtime cannot run it, if its batch is not dynamic, or if its embeddings are not of length 1 or
     *                       do not depend on the picture
     */
    public static SelfTest of(EncoderModel encoder, long seed, int threads) {
        List<FaceImage> pictures = pictures(encoder.spec(), new SplittableRandom(seed), BATCH);
        List<float[]> together;
        double batchDifference;
        try (OnnxEncoder onnx = OnnxEncoder.of(encoder, threads)) {
            List<float[]> alone = new ArrayList<>();
            for (FaceImage picture : pictures) {
                alone.addAll(embeddings(onnx, List.of(picture)));
            }
            requireEmbeddings(alone);
            together = together(onnx, pictures);
            batchDifference = difference(alone, together);
        }
        if (!(batchDifference <= TOLERANCE)) {
            throw notDynamic(String.format(
                    Locale.ROOT, "its embeddings differ from those of single pictures by %.1e", batchDifference));
        }
        return trained(encoder, pictures, together, batchDifference);
    }

    /**
     * How far the embeddings of an encoder and of a copy that should compute the same are apart in ONNX Runtime, on random
     * pictures.
     *
     * @param seed    of the pictures
     * @param count   of the pictures, at least 1
     * @param threads of ONNX Runtime, at least 1
     * @return the largest ‖a − b‖ / ‖a‖
     * @throws LikenessException if ONNX Runtime cannot run one of them
     */
    public static double apart(EncoderModel original, EncoderModel copy, long seed, int count, int threads) {
        List<FaceImage> pictures = pictures(original.spec(), new SplittableRandom(seed), count);
        try (OnnxEncoder one = OnnxEncoder.of(original, threads);
                OnnxEncoder other = OnnxEncoder.of(copy, threads)) {
            return difference(embeddings(one, pictures), embeddings(other, pictures));
        }
    }

    private static List<float[]> together(OnnxEncoder onnx, List<FaceImage> pictures) {
        try {
            return embeddings(onnx, pictures);
        } catch (LikenessException e) {
            throw notDynamic(String.valueOf(e.getMessage()));
        }
    }

    private static LikenessException notDynamic(String reason) {
        return LikenessException.invalid(String.format(
                Locale.ROOT,
                "the batch is not dynamic: the graph accepts one picture, but for a batch of %d %s. Export it with a dynamic batch (PyTorch: dynamic_axes)",
                BATCH,
                reason));
    }

    private static List<float[]> embeddings(OnnxEncoder onnx, List<FaceImage> pictures) {
        return onnx.embed(pictures).stream().map(Embedding::values).toList();
    }

    private static void requireEmbeddings(List<float[]> rows) {
        for (float[] row : rows) {
            double length = length(row);
            if (!(Math.abs(length - 1) <= LENGTH_TOLERANCE)) {
                throw LikenessException.invalid(String.format(
                        Locale.ROOT,
                        "the graph gives an embedding of length %s: 1 is expected, and at least 1e-12 before normalization",
                        length));
            }
        }
        if (difference(rows, List.of(rows.get(1), rows.get(2), rows.get(0))) == 0) {
            throw LikenessException.invalid(
                    "the graph gives the same embedding for every picture: check mean, divisor, color order and the selected output");
        }
    }

    private static SelfTest trained(
            EncoderModel encoder, List<FaceImage> pictures, List<float[]> expected, double batchDifference) {
        float[] pixels = pixels(encoder.spec(), pictures);
        try (TrainableGraph graph =
                TrainableGraph.of(encoder.graph(), Set.copyOf(encoder.trainable()), Precision.FLOAT)) {
            double engines = difference(expected, rows(graph.embed(pixels, BATCH)));
            if (!(engines <= TOLERANCE)) {
                return new SelfTest(
                        batchDifference,
                        Optional.of(engines),
                        Optional.of(String.format(
                                Locale.ROOT,
                                "libtorch computes embeddings that differ by %.1e from ONNX Runtime's",
                                engines)));
            }
            if (encoder.trainable().isEmpty()) {
                return new SelfTest(
                        batchDifference, Optional.of(engines), Optional.of("the graph has no trainable weights"));
            }
            takeStep(graph, pixels);
            return new SelfTest(batchDifference, Optional.of(engines), Optional.empty());
        } catch (LikenessException | GraphExecutionException | IllegalStateException e) {
            return new SelfTest(batchDifference, Optional.empty(), Optional.of(String.valueOf(e.getMessage())));
        }
    }

    /** There and back once: some operators fail only then. */
    private static void takeStep(TrainableGraph graph, float[] pixels) {
        try (TrainingPass pass = graph.begin(pixels, BATCH)) {
            pass.backward(pass.embeddings());
        }
    }

    private static float[] pixels(EncoderSpec spec, List<FaceImage> pictures) {
        float[] pixels = new float[BATCH * FaceInput.size(spec)];
        for (int i = 0; i < BATCH; i++) {
            FaceInput.write(pictures.get(i), spec, pixels, i * FaceInput.size(spec));
        }
        return pixels;
    }

    private static List<float[]> rows(float[] embeddings) {
        int size = embeddings.length / BATCH;
        List<float[]> rows = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            rows.add(java.util.Arrays.copyOfRange(embeddings, i * size, (i + 1) * size));
        }
        return rows;
    }

    private static List<FaceImage> pictures(EncoderSpec spec, RandomGenerator random, int count) {
        List<FaceImage> pictures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] squares = new byte[GRID * GRID * 3];
            random.nextBytes(squares);
            pictures.add(Resampler.crop(
                    new FaceImage(GRID, GRID, squares), CropFraction.WHOLE, spec.inputWidth(), spec.inputHeight()));
        }
        return pictures;
    }

    private static double difference(List<float[]> expected, List<float[]> found) {
        double largest = 0;
        for (int i = 0; i < expected.size(); i++) {
            float[] a = expected.get(i);
            float[] b = found.get(i);
            if (a.length != b.length) {
                return Double.POSITIVE_INFINITY;
            }
            float[] apart = new float[a.length];
            for (int j = 0; j < a.length; j++) {
                apart[j] = a[j] - b[j];
            }
            double relative = length(apart) / length(a);
            largest = Double.isNaN(relative) ? Double.POSITIVE_INFINITY : Math.max(largest, relative);
        }
        return largest;
    }

    private static double length(float[] vector) {
        double sum = 0;
        for (float value : vector) {
            sum += (double) value * value;
        }
        return Math.sqrt(sum);
    }
}

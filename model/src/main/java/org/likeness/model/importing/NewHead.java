package org.likeness.model.importing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.likeness.core.LikenessException;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.model.EncoderModel;
import org.likeness.model.graph.Attribute;
import org.likeness.model.graph.OnnxGraph;
import org.likeness.model.graph.TensorData;
import org.likeness.model.graph.ValueInfo;

/**
 * Appends a linear layer and the normalization to length 1 to an encoder: f′(x) = W f(x) / ‖W f(x)‖. The rows of W are orthonormal, so that
 * initial distances are preserved as far as possible: exactly with the same embedding size, and as in a random projection with a smaller
 * one (Johnson and Lindenstrauss 1984).
 */
public final class NewHead {
    private static final String NAME = "head";
    private static final double LEAST_LENGTH = 1e-6; // of what is left of a row; a shorter one is drawn anew

    private NewHead() {}

    /**
     * The encoder with a new head; another space, without thresholds.
     *
     * @param size   numbers of its embeddings, from 1 to those of the encoder
     * @param random where the layer is drawn from
     * @throws LikenessException if the size is larger than the encoder's
     */
    public static EncoderModel of(EncoderModel encoder, int size, RandomGenerator random) {
        int from = encoder.spec().embeddingSize();
        if (size > from) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT, "a new head of size %d exceeds the encoder's embedding size of %d", size, from));
        }
        OnnxGraph graph = encoder.graph();
        GraphEditor editor =
                new GraphEditor(graph, graph.inputs().get(0), graph.outputs().get(0));
        String weights = editor.store(
                NAME + ".weight", new TensorData.Floats(new long[] {size, from}, orthonormal(size, from, random)));
        String head = editor.fresh(NAME);
        editor.add("Gemm", List.of(editor.output().name(), weights), head, Map.of("transB", new Attribute.Int(1)));
        editor.setOutput(new ValueInfo(head, List.of(-1L, (long) size)));
        UnitSphere.apply(editor, size);
        List<String> trainable = new ArrayList<>(encoder.trainable());
        trainable.add(weights);
        return EncoderModel.of(editor.build(), spec(encoder.spec(), size), trainable);
    }

    private static EncoderSpec spec(EncoderSpec spec, int size) {
        return new EncoderSpec(
                spec.inputWidth(),
                spec.inputHeight(),
                spec.colorOrder(),
                spec.normalization(),
                spec.crop(),
                spec.border(),
                size,
                spec.distance(),
                true,
                spec.license(),
                spec.origin(),
                spec.provenance(),
                Optional.empty());
    }

    /** [rows × columns], by Gram and Schmidt's method. */
    private static float[] orthonormal(int rows, int columns, RandomGenerator random) {
        double[][] basis = new double[rows][columns];
        for (int row = 0; row < rows; row++) {
            double length = 0;
            while (length < LEAST_LENGTH) {
                for (int i = 0; i < columns; i++) {
                    basis[row][i] = random.nextGaussian();
                }
                for (int before = 0; before < row; before++) {
                    subtract(basis[row], basis[before], dot(basis[row], basis[before]));
                }
                length = Math.sqrt(dot(basis[row], basis[row]));
            }
            for (int i = 0; i < columns; i++) {
                basis[row][i] /= length;
            }
        }
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) basis[i / columns][i % columns];
        }
        return values;
    }

    private static void subtract(double[] vector, double[] direction, double share) {
        for (int i = 0; i < vector.length; i++) {
            vector[i] -= share * direction[i];
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}

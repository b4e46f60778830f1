package org.likeness.core.embedding;

import java.util.Arrays;
import java.util.Locale;

/**
 * An embedding with one byte per number, as stored by FaceNet. (arXiv 1503.03832, §5, on the dimensionality.) Number i of the embedding is
 * approximately {@code scale · values[i]}; the scale is the largest absolute value / 127.
 *
 * <p>Each number is off by half a scale at most, an embedding x by {@code ε(x) = √D · scale / 2}. The distance of two embeddings
 * x, y, as a length, is therefore off by ε(x) + ε(y) at most: {@code |√d′ − √d| ≤ √D · (scale of x + scale of y) / 2}, and a little
 * more for the rounding of single precision. Errors of numbers mostly cancel, so typical errors are far smaller.
 */
public final class ByteEmbedding {
    private static final int MOST = 127;
    private final EncoderId space;
    private final byte[] values;
    private final float scale;

    /**
     * @param space  its embedding space
     * @param values [D], each in [−127, 127]; shared, to be read only
     * @param scale  the value of one step, positive and finite
     */
    public ByteEmbedding(EncoderId space, byte[] values, float scale) {
        if (!(scale > 0) || Float.isInfinite(scale)) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "scale %s: a positive number is expected", scale));
        }
        this.space = space;
        this.values = values;
        this.scale = scale;
    }

    public EncoderId space() {
        return space;
    }

    public byte[] values() {
        return values;
    }

    public float scale() {
        return scale;
    }

    /** Rounds an embedding. */
    public static ByteEmbedding of(Embedding embedding) {
        float[] numbers = embedding.values();
        float largest = 0;
        for (float number : numbers) {
            largest = Math.max(largest, Math.abs(number));
        }
        float scale = Math.max(largest / MOST, Float.MIN_NORMAL); // an embedding of zeros has a scale, too
        byte[] values = new byte[numbers.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) Math.rint((double) numbers[i] / scale);
        }
        return new ByteEmbedding(embedding.space(), values, scale);
    }

    /** The embedding that the bytes stand for. Its length is near the original's, and not 1. */
    public Embedding restored() {
        float[] numbers = new float[values.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = values[i] * scale;
        }
        return new Embedding(space, numbers);
    }

    /**
     * The distance to another embedding of the same space, that of the restored ones: three sums of whole numbers, exact, and their
     * scales.
     *
     * @throws SpaceMismatchException   if the other is of another space
     * @throws IllegalArgumentException if the other has another size
     */
    public double distanceTo(ByteEmbedding other, Distance distance) {
        if (!space.equals(other.space)) {
            throw new SpaceMismatchException(String.format(
                    Locale.ROOT,
                    "an embedding of encoder %s cannot be compared with one of encoder %s: embed both pictures with one encoder",
                    space.brief(),
                    other.space.brief()));
        }
        if (values.length != other.values.length) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "embeddings of %d and %d bytes cannot be compared",
                    values.length,
                    other.values.length));
        }
        return switch (distance) {
            case SQUARED_EUCLIDEAN -> squaredEuclidean(other);
        };
    }

    /** ‖sx − ty‖² = s²·‖x‖² − 2st·x·y + t²·‖y‖²; no sum exceeds 65,536 · 2¹⁴ = 2³⁰. */
    private double squaredEuclidean(ByteEmbedding other) {
        int own = 0;
        int both = 0;
        int others = 0;
        for (int i = 0; i < values.length; i++) {
            own += values[i] * values[i];
            both += values[i] * other.values[i];
            others += other.values[i] * other.values[i];
        }
        double s = scale;
        double t = other.scale;
        return Math.max(0, s * s * own - 2 * s * t * both + t * t * others);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ByteEmbedding that
                && space.equals(that.space)
                && Arrays.equals(values, that.values)
                && Float.compare(scale, that.scale) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * space.hashCode() + Arrays.hashCode(values)) + Float.hashCode(scale);
    }

    @Override
    public String toString() {
        return "ByteEmbedding[" + values.length + " bytes of encoder " + space.brief() + "]";
    }
}

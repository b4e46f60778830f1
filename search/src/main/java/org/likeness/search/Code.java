package org.likeness.search;

import java.util.Locale;

/**
 * An embedding as 8-bit numbers and a scale of its own: component i is about {@code codes[i] · scale}, with a scale of
 * max|x| / {@value #LARGEST}, so that the error of a component is at most half the scale.
 */
final class Code {
    /** Products of two pairs of codes then fit 16 bits: 2 · 127² = 32,258. */
    static final int LARGEST = 127;

    private static final double ROUNDING =
            1e-11; // of sums in double precision, relative to the squared norms; D up to 40,000

    private final byte[] codes;
    private final float scale;
    private final int squares;
    private final double error;

    private Code(byte[] codes, float scale, int squares, double error) {
        this.codes = codes;
        this.scale = scale;
        this.squares = squares;
        this.error = error;
    }

    /**
     * Quantizes.
     *
     * @throws IllegalArgumentException if the embedding has another length, or a component that is not finite
     */
    static Code of(float[] embedding, int dimension) {
        requireFinite(embedding, dimension);
        float largest = 0;
        for (float value : embedding) {
            largest = Math.max(largest, Math.abs(value));
        }
        float scale = largest / LARGEST;
        byte[] codes = new byte[dimension];
        double errors = 0;
        int squares = 0;
        for (int i = 0; i < dimension; i++) {
            codes[i] = scale == 0 ? 0 : (byte) Math.max(-LARGEST, Math.min(LARGEST, Math.round(embedding[i] / scale)));
            double off = embedding[i] - (double) codes[i] * scale;
            errors += off * off;
            squares += codes[i] * codes[i];
        }
        return new Code(codes, scale, squares, Math.sqrt(errors));
    }

    /** @throws IllegalArgumentException if the embedding has another length, or a component that is not finite */
    static void requireFinite(float[] embedding, int dimension) {
        if (embedding.length != dimension) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "an embedding of %d numbers: %d are expected", embedding.length, dimension));
        }
        for (float value : embedding) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException(
                        "an embedding with the component " + value + ": finite ones are expected");
            }
        }
    }

    /** [D], in [-127, 127]. */
    byte[] codes() {
        return codes;
    }

    float scale() {
        return scale;
    }

    /** ‖codes‖². */
    int squares() {
        return squares;
    }

    /** ‖codes · scale‖². */
    double quantizedSquaredNorm() {
        return (double) scale * scale * squares;
    }

    /** ‖x − codes · scale‖: how far the quantized embedding is from the true one. */
    double error() {
        return error;
    }

    /**
     * The squared distance of two quantized embeddings, ‖p̂ − f̂‖², or a little less: as much as sums in double precision may be off.
     *
     * @param squaredNorms ‖p̂‖² + ‖f̂‖²
     * @param scales       the product of both scales
     * @param product      the inner product of the codes
     */
    static double quantizedDistance(double squaredNorms, double scales, int product) {
        return squaredNorms - 2.0 * scales * product - ROUNDING * squaredNorms;
    }

    /**
     * The least that the squared distance of the true embeddings can be: that of the quantized ones, ‖p̂ − f̂‖, is off by no more than the
     * errors of both (triangle inequality).
     *
     * @param quantized of {@link #quantizedDistance}
     * @param errors    ‖p − p̂‖ + ‖f − f̂‖
     */
    static double leastDistance(double quantized, double errors) {
        double least = Math.sqrt(Math.max(0, quantized)) - errors;
        return least <= 0 ? 0 : least * least;
    }
}

package org.likeness.core.embedding;

/**
 * How 8-bit pixels become an encoder's input: {@code (x − mean) / divisor}, each channel of the input in its own order.
 *
 * @param mean    in [0, 255], subtracted from each channel
 * @param divisor positive
 */
public record Normalisation(double mean, double divisor) {
    /** {@code (x − 127.5) / 128}, as MobileFaceNet (arXiv 1804.07573, §4.1) has it. */
    public static final Normalisation MOBILE_FACE_NET = new Normalisation(127.5, 128);

    public Normalisation {
        if (!(divisor > 0) || Double.isInfinite(divisor) || !Double.isFinite(mean)) {
            throw new IllegalArgumentException(
                    "normalisation (x − %s) / %s: the mean must be finite, the divisor positive"
                            .formatted(mean, divisor));
        }
    }
}

package org.likeness.core.embedding;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The conversion of 8-bit pixels to an encoder's input: {@code (x − mean) / divisor}.
 *
 * @param means   three, finite, each subtracted from one channel of the input, in its color order
 * @param divisor positive, for all channels
 */
public record Normalization(List<Double> means, double divisor) {
    /** {@code (x − 127.5) / 128}, as MobileFaceNet (arXiv 1804.07573, §4.1) has it. */
    public static final Normalization MOBILE_FACE_NET = new Normalization(127.5, 128);

    private static final int LEVELS = 256;

    public Normalization {
        means = List.copyOf(means);
        if (means.size() != 3) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "normalization with %d means: one for each of the three channels is expected",
                    means.size()));
        }
        if (!(divisor > 0) || Double.isInfinite(divisor) || !means.stream().allMatch(Double::isFinite)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "normalization (x − %s) / %s: the mean must be finite, the divisor positive",
                    text(means),
                    divisor));
        }
    }

    /** With one mean for all channels. */
    public Normalization(double mean, double divisor) {
        this(List.of(mean, mean, mean), divisor);
    }

    /** Whether all channels have the same mean. */
    public boolean isUniform() {
        return means.stream().distinct().count() == 1;
    }

    /**
     * What each of the 256 levels of a channel becomes.
     *
     * @param channel of the input, 0 to 2
     */
    public float[] levels(int channel) {
        double mean = means.get(channel);
        float[] levels = new float[LEVELS];
        for (int level = 0; level < LEVELS; level++) {
            levels[level] = (float) ((level - mean) / divisor);
        }
        return levels;
    }

    /** The means as text: one number if they are the same, else three with commas between. */
    public String meansText() {
        return text(means);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "(pixel - %s) / %s", isUniform() ? meansText() : "[" + meansText() + "]", divisor);
    }

    private static String text(List<Double> means) {
        return means.stream().distinct().count() == 1
                ? Double.toString(means.get(0))
                : means.stream().map(mean -> Double.toString(mean)).collect(Collectors.joining(","));
    }
}

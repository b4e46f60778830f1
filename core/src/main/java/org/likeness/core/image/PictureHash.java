package org.likeness.core.image;

import java.util.Arrays;
import java.util.Locale;

/**
 * A perceptual hash that finds copies of a picture in different files: re-encoded, resized, brighter or darker. Most copies with another
 * crop or alignment are not found.
 *
 * <p>64 bits state which of the lowest 8×8 cosine coefficients are above their median. Different faces may share these bits, so candidates
 * are compared by the correlation of their 16×16 gray thumbnails.
 *
 * <p>The limits come from LFW: of 400 pictures re-encoded as JPEG of quality 0.2, halved, or reduced to 64×64 and stored at quality 0.3,
 * all are found at a correlation of 0.995, and no two different pictures of one person are mistaken for copies, nor in ORL, where they
 * differ least.
 */
public final class PictureHash {
    /** The most bits that may differ between copies. */
    public static final int MOST_BITS = 6;
    /** The least correlation of copies among one person's pictures, which may rightly be much alike. */
    private static final double ONE_PERSON = 0.995;
    /** The least correlation of copies under two people's names; nothing but a copy comes as near. */
    private static final double TWO_PEOPLE = 0.985;

    private static final int SIDE = 32;
    private static final int FREQUENCIES = 8;
    private static final int THUMBNAIL = 16;
    private static final double[][] COSINES = cosines();

    private final long bits;
    private final byte[] thumbnail;

    /**
     * @param bits      one a frequency
     * @param thumbnail [16 × 16], unsigned bytes; shared, to be read only
     */
    public PictureHash(long bits, byte[] thumbnail) {
        this.bits = bits;
        this.thumbnail = thumbnail;
    }

    public long bits() {
        return bits;
    }

    public byte[] thumbnail() {
        return thumbnail;
    }

    /** The fingerprint of a picture. */
    public static PictureHash of(FaceImage picture) {
        double[] gray = gray(Resampler.crop(picture, CropFraction.WHOLE, SIDE, SIDE));
        return new PictureHash(bits(gray), thumbnail(gray));
    }

    /** How many of the 64 bits differ. */
    public int bitsApart(PictureHash other) {
        return Long.bitCount(bits ^ other.bits);
    }

    /** How alike the thumbnails are whatever their light and contrast, in [−1, 1]; plain areas are like each other. */
    public double correlation(PictureHash other) {
        int count = thumbnail.length;
        double sum = 0;
        double otherSum = 0;
        double squares = 0;
        double otherSquares = 0;
        double products = 0;
        for (int i = 0; i < count; i++) {
            double a = thumbnail[i] & 0xff;
            double b = other.thumbnail[i] & 0xff;
            sum += a;
            otherSum += b;
            squares += a * a;
            otherSquares += b * b;
            products += a * b;
        }
        double variance = squares - sum * sum / count;
        double otherVariance = otherSquares - otherSum * otherSum / count;
        if (variance < count || otherVariance < count) {
            return variance < count && otherVariance < count ? 1 : 0;
        }
        return (products - sum * otherSum / count) / Math.sqrt(variance * otherVariance);
    }

    /**
     * Whether the other is taken for a copy of the same picture.
     *
     * @param onePerson whether both have one person's name: then they must be more alike
     */
    public boolean isCopyOf(PictureHash other, boolean onePerson) {
        return bitsApart(other) <= MOST_BITS && correlation(other) >= (onePerson ? ONE_PERSON : TWO_PEOPLE);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PictureHash that && bits == that.bits && Arrays.equals(thumbnail, that.thumbnail);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(bits) + Arrays.hashCode(thumbnail);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "PictureHash[%016x]", bits);
    }

    private static double[] gray(FaceImage small) {
        var gray = new double[SIDE * SIDE];
        for (int i = 0; i < gray.length; i++) {
            byte[] rgb = small.rgb();
            // ITU-R BT.601's weights of red, green and blue.
            gray[i] = 0.299 * (rgb[3 * i] & 0xff) + 0.587 * (rgb[3 * i + 1] & 0xff) + 0.114 * (rgb[3 * i + 2] & 0xff);
        }
        return gray;
    }

    private static long bits(double[] gray) {
        var halfway = new double[FREQUENCIES * SIDE];
        for (int v = 0; v < FREQUENCIES; v++) {
            for (int y = 0; y < SIDE; y++) {
                for (int x = 0; x < SIDE; x++) {
                    halfway[v * SIDE + x] += COSINES[v][y] * gray[y * SIDE + x];
                }
            }
        }
        var spectrum = new double[FREQUENCIES * FREQUENCIES];
        for (int v = 0; v < FREQUENCIES; v++) {
            for (int u = 0; u < FREQUENCIES; u++) {
                for (int x = 0; x < SIDE; x++) {
                    spectrum[v * FREQUENCIES + u] += COSINES[u][x] * halfway[v * SIDE + x];
                }
            }
        }
        double[] sorted = spectrum.clone();
        Arrays.sort(sorted);
        double median = (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
        long bits = 0;
        for (int i = 0; i < spectrum.length; i++) {
            bits |= spectrum[i] > median ? 1L << i : 0;
        }
        return bits;
    }

    private static byte[] thumbnail(double[] gray) {
        var thumbnail = new byte[THUMBNAIL * THUMBNAIL];
        for (int y = 0; y < THUMBNAIL; y++) {
            for (int x = 0; x < THUMBNAIL; x++) {
                int at = 2 * y * SIDE + 2 * x;
                double mean = (gray[at] + gray[at + 1] + gray[at + SIDE] + gray[at + SIDE + 1]) / 4;
                thumbnail[y * THUMBNAIL + x] = (byte) Math.round(mean);
            }
        }
        return thumbnail;
    }

    /** [frequency][place]: cos(π (place + ½) frequency / side). */
    private static double[][] cosines() {
        var cosines = new double[FREQUENCIES][SIDE];
        for (int frequency = 0; frequency < FREQUENCIES; frequency++) {
            for (int place = 0; place < SIDE; place++) {
                cosines[frequency][place] = Math.cos(Math.PI * (place + 0.5) * frequency / SIDE);
            }
        }
        return cosines;
    }
}

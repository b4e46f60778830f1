package org.likeness.core.image;

/**
 * The similarity of two pictures of which one may be cropped from the other: the highest correlation of their gray thumbnails over
 * positions and sizes of the crop, invariant to brightness and contrast. {@link PictureHash} finds copies among many pictures; this class
 * compares two.
 */
public final class CropSimilarity {
    /**
     * The least correlation that makes two pictures copies. On LFW and on crops of CelebA, copies cut by up to a tenth and stored again lie
     * above, and other pictures of one person below: {@code docs/results/audit.md}.
     */
    public static final double LEAST_CORRELATION = 0.97;

    private static final int KEPT = 64; // of a side, from which cuts are taken
    private static final int THUMBNAIL = 24; // of a side, which are compared
    private static final double[] SIZES = {1, 0.92, 0.84};
    private static final double FIRST_STEP = 0.03;
    private static final double LAST_STEP = 0.004; // a tenth of a thumbnail's pixel

    private CropSimilarity() {}

    /** What is compared of a picture; pictures of any size and shape. */
    public static FaceImage small(FaceImage picture) {
        return Resampler.crop(picture, CropFraction.WHOLE, KEPT, KEPT);
    }

    /**
     * The highest correlation of one with a cut out of the other, either way, in [−1, 1]; 0 where one of them is plain.
     *
     * @param first  as {@link #small} gives it
     * @param second as {@link #small} gives it
     */
    public static double correlation(FaceImage first, FaceImage second) {
        return Math.max(cutOut(first, second), cutOut(second, first));
    }

    /** Climbs from the best of some places, with ever smaller steps. */
    private static double cutOut(FaceImage from, FaceImage whole) {
        double[] target = standardized(whole, CropFraction.WHOLE);
        double best = -1;
        double[] place = {0.5, 0.5, 1};
        for (double size : SIZES) {
            double slack = (1 - size) / 2;
            for (double x = -slack; x <= slack + 1e-9; x += Math.max(slack, FIRST_STEP)) {
                for (double y = -slack; y <= slack + 1e-9; y += Math.max(slack, FIRST_STEP)) {
                    double[] tried = {0.5 + x, 0.5 + y, size};
                    double found = at(from, tried, target);
                    if (found > best) {
                        best = found;
                        place = tried;
                    }
                }
            }
        }
        for (double step = FIRST_STEP; step >= LAST_STEP; ) {
            boolean climbed = false;
            for (int i = 0; i < place.length; i++) {
                for (int sign = -1; sign <= 1; sign += 2) {
                    double[] tried = place.clone();
                    tried[i] += sign * step;
                    double found = isInside(tried) ? at(from, tried, target) : -1;
                    if (found > best) {
                        best = found;
                        place = tried;
                        climbed = true;
                    }
                }
            }
            step = climbed ? step : step / 2;
        }
        return best;
    }

    private static boolean isInside(double[] place) {
        double half = place[2] / 2;
        return place[2] >= SIZES[SIZES.length - 1] - FIRST_STEP
                && Math.min(place[0], place[1]) >= half - 1e-9
                && Math.max(place[0], place[1]) <= 1 - half + 1e-9;
    }

    private static double at(FaceImage from, double[] place, double[] target) {
        double[] cut = standardized(from, new CropFraction(place[0], place[1], place[2], place[2]));
        double sum = 0;
        for (int i = 0; i < cut.length; i++) {
            sum += cut[i] * target[i];
        }
        return sum;
    }

    /** Gray levels less their mean, of length 1; all 0 of a plain picture. */
    private static double[] standardized(FaceImage picture, CropFraction cut) {
        float[] luma = Luma.of(Resampler.crop(picture, cut, THUMBNAIL, THUMBNAIL));
        double[] gray = new double[luma.length];
        double mean = 0;
        for (float level : luma) {
            mean += level / luma.length;
        }
        double square = 0;
        for (int i = 0; i < gray.length; i++) {
            gray[i] = luma[i] - mean;
            square += gray[i] * gray[i];
        }
        double length = Math.sqrt(square);
        for (int i = 0; i < gray.length; i++) {
            gray[i] = length < THUMBNAIL ? 0 : gray[i] / length;
        }
        return gray;
    }
}

package org.likeness.core.image;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Augments a face for training: shift, scale, rotation and mirror in one resampling, then resolution, brightness, contrast, gray, blur and
 * random erasing. A pure function of picture, bounds and generator. Thread-safe.
 *
 * <p>The source picture is larger than the encoder's crop, by {@link #margin()} times its width and height around the same center, so that
 * a shifted or rotated face has real pixels in its corners. Its resolution should be higher than that of the result, by at most a factor of
 * two: each pixel is interpolated from four.
 */
public final class Augmenter implements Augmentation {
    private final AugmentationBounds bounds;
    private final int width;
    private final int height;
    private final double margin;

    /**
     * @param bounds how far each picture may be varied
     * @param width  pixels a row of the results
     * @param height rows of the results
     */
    public Augmenter(AugmentationBounds bounds, int width, int height) {
        this.bounds = bounds;
        this.width = width;
        this.height = height;
        this.margin = margin(bounds, Math.max((double) width / height, (double) height / width));
    }

    @Override
    public double margin() {
        return margin;
    }

    /** A turned rectangle needs |cos| + aspect·|sin| of its sides; a scaled one 1/smallest; a shifted one both sides. */
    private static double margin(AugmentationBounds bounds, double aspect) {
        double angle = Math.toRadians(Math.min(45, bounds.rotation()));
        double turned = Math.cos(angle) + aspect * Math.sin(angle);
        return turned * (1 + bounds.scale()) + 2 * bounds.shift();
    }

    /** One variation, of the width and height given at the start. The number of draws is always the same. */
    @Override
    public FaceImage augment(FaceImage padded, RandomGenerator random) {
        Placement placement = new Placement(
                random.nextDouble() < bounds.mirror(),
                1 + bounds.scale() * signed(random),
                Math.toRadians(bounds.rotation() * signed(random)),
                bounds.shift() * signed(random) * width,
                bounds.shift() * signed(random) * height);
        double contrast = 1 + bounds.contrast() * signed(random);
        double brightness = 255 * bounds.brightness() * signed(random);
        boolean gray = random.nextDouble() < bounds.gray();
        boolean blur = random.nextDouble() < bounds.blur();
        double sigma = Blur.sigma(width, random.nextDouble());
        boolean erase = random.nextDouble() < bounds.erase();
        Patch patch = Patch.draw(width, height, random);
        double resolution = bounds.lowResolution() > 0 ? resolution(random) : 1;

        byte[] rgb = placement.resample(padded, margin, width, height);
        if (resolution < 1) {
            rgb = atResolution(rgb, resolution);
        }
        if (contrast != 1 || brightness != 0) {
            light(rgb, contrast, brightness);
        }
        if (gray) {
            gray(rgb);
        }
        if (blur) {
            Blur.apply(rgb, width, height, sigma);
        }
        if (erase) {
            patch.paint(rgb, width);
        }
        return new FaceImage(width, height, rgb);
    }

    /** The share of width and height that is left; evenly between the least and all where it is lowered. */
    private double resolution(RandomGenerator random) {
        boolean lowered = random.nextDouble() < bounds.lowResolution();
        double share = bounds.leastResolution() + (1 - bounds.leastResolution()) * random.nextDouble();
        return lowered ? share : 1;
    }

    private byte[] atResolution(byte[] rgb, double share) {
        int fewer = Math.max(1, (int) Math.rint(share * width));
        int lower = Math.max(1, (int) Math.rint(share * height));
        FaceImage small = Resampler.crop(new FaceImage(width, height, rgb), CropFraction.WHOLE, fewer, lower);
        return Resampler.crop(small, CropFraction.WHOLE, width, height).rgb();
    }

    private static double signed(RandomGenerator random) {
        return 2 * random.nextDouble() - 1;
    }

    private static int clamp(int value, int most) {
        return Math.max(0, Math.min(most, value));
    }

    /** Contrast about the picture's mean, then brightness. */
    private static void light(byte[] rgb, double contrast, double brightness) {
        long sum = 0;
        for (byte value : rgb) {
            sum += value & 0xff;
        }
        double mean = (double) sum / rgb.length;
        byte[] levels = new byte[256];
        for (int level = 0; level < 256; level++) {
            levels[level] = (byte) clamp((int) Math.rint((level - mean) * contrast + mean + brightness), 255);
        }
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = levels[rgb[i] & 0xff];
        }
    }

    /** Luma of ITU-R BT.601, in 256ths. */
    private static void gray(byte[] rgb) {
        for (int i = 0; i < rgb.length; i += 3) {
            int luma = ((rgb[i] & 0xff) * 77 + (rgb[i + 1] & 0xff) * 150 + (rgb[i + 2] & 0xff) * 29 + 128) >> 8;
            Arrays.fill(rgb, i, i + 3, (byte) luma);
        }
    }

    /**
     * A rectangle of one color that hides part of the face. (Random erasing, arXiv 1708.04896; cut-out, arXiv 1708.04552.)
     *
     * @param left   column, from 0
     * @param top    row, from 0
     * @param width  columns
     * @param height rows
     * @param level  gray in [0, 255]
     */
    private record Patch(int left, int top, int width, int height, byte level) {
        private static final double SMALLEST_SIDE = 0.15;
        private static final double LARGEST_SIDE = 0.45;

        static Patch draw(int width, int height, RandomGenerator random) {
            int across = side(width, random);
            int down = side(height, random);
            int left = (int) (random.nextDouble() * (width - across + 1));
            int top = (int) (random.nextDouble() * (height - down + 1));
            return new Patch(left, top, across, down, (byte) (int) (random.nextDouble() * 256));
        }

        private static int side(int whole, RandomGenerator random) {
            double share = SMALLEST_SIDE + (LARGEST_SIDE - SMALLEST_SIDE) * random.nextDouble();
            return Math.max(1, (int) Math.rint(share * whole));
        }

        void paint(byte[] rgb, int pixels) {
            for (int row = top; row < top + height; row++) {
                int start = (row * pixels + left) * 3;
                Arrays.fill(rgb, start, start + width * 3, level);
            }
        }
    }
}

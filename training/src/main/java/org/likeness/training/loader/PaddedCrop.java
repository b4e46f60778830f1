package org.likeness.training.loader;

import java.util.Locale;
import org.likeness.core.LikenessException;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.image.CropFraction;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.Resampler;

/** Crops the face of a picture with a margin, at a slightly higher resolution than the encoder's input. */
public final class PaddedCrop {
    /** Pixels of a cut to one of the input: bilinear sampling loses little, memory is the square of it. */
    private static final double FINER = 1.5;

    /** Of how it is cut, decoding included: another one, other pixels. */
    private static final int VERSION = 1;

    private final CropFraction part;
    private final int mostWidth;
    private final int mostHeight;

    /**
     * @param spec   the encoder's
     * @param margin how much wider and higher than the encoder's crop the cut is, 1 or more
     * @throws LikenessException if crop and margin together are more than twice the picture
     */
    public PaddedCrop(EncoderSpec spec, double margin) {
        this.part = widened(spec.crop() instanceof CropFraction crop ? crop : CropFraction.WHOLE, margin);
        this.mostWidth = rounded(spec.inputWidth() * margin * FINER);
        this.mostHeight = rounded(spec.inputHeight() * margin * FINER);
    }

    private static CropFraction widened(CropFraction crop, double margin) {
        try {
            return new CropFraction(crop.centerX(), crop.centerY(), crop.width() * margin, crop.height() * margin);
        } catch (IllegalArgumentException e) {
            throw LikenessException.invalid(
                    String.format(
                            Locale.ROOT,
                            "data.crop %s is too large for this augmentation: with the margin for shift, scale and rotation it is enlarged by a factor of %.2f, and at most twice the picture is allowed",
                            crop,
                            margin),
                    e);
        }
    }

    /** The face with its margin; no finer than the picture itself. */
    public FaceImage of(FaceImage picture) {
        int width = Math.min(mostWidth, rounded(picture.width() * part.width()));
        int height = Math.min(mostHeight, rounded(picture.height() * part.height()));
        return Resampler.crop(picture, part, width, height);
    }

    /** Bytes of the pixels of the largest cut. */
    public int mostBytes() {
        return Math.multiplyExact(Math.multiplyExact(mostWidth, mostHeight), 3);
    }

    private static int rounded(double pixels) {
        return (int) Math.max(1, Math.rint(pixels));
    }

    /** All that determines the pixels, beside the picture: equal texts, equal cuts. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "cut of version %d, part %s, at most %d×%d pixels", VERSION, part, mostWidth, mostHeight);
    }
}

package org.likeness.core.embedding;

import java.util.Locale;
import org.likeness.core.image.CropFraction;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.Resampler;

/** Converts pictures to a network's input. Training and recognition both use it, so that an encoder sees the same numbers in both. */
public final class FaceInput {
    private FaceInput() {}

    /** How many numbers one picture takes: 3 × H × W. */
    public static int size(EncoderSpec spec) {
        return 3 * spec.inputHeight() * spec.inputWidth();
    }

    /**
     * Cuts, resizes and normalizes one picture.
     *
     * @param picture any size
     * @param spec    the encoder's
     * @param target  takes the planes [3, H, W] in the specification's color order
     * @param offset  where in the target they begin
     * @throws IllegalArgumentException if they do not fit there
     */
    public static void write(FaceImage picture, EncoderSpec spec, float[] target, int offset) {
        normalize(crop(picture, spec), spec, target, offset);
    }

    /**
     * The part of a picture that the encoder takes, at its input size. With a five-point template the picture is taken
     * as aligned already, and is used whole.
     *
     * @param picture any size
     * @return H × W pixels
     */
    public static FaceImage crop(FaceImage picture, EncoderSpec spec) {
        CropFraction part = spec.crop() instanceof CropFraction fraction ? fraction : CropFraction.WHOLE;
        return Resampler.crop(picture, part, spec.inputWidth(), spec.inputHeight());
    }

    /**
     * Orders the colors and normalizes a picture that has the input's size already.
     *
     * @param inputSized H × W pixels
     * @param spec       the encoder's
     * @param target     takes the planes [3, H, W]
     * @param offset     where in the target they begin
     * @throws IllegalArgumentException if the picture has another size, or the planes do not fit there
     */
    public static void normalize(FaceImage inputSized, EncoderSpec spec, float[] target, int offset) {
        if (inputSized.width() != spec.inputWidth() || inputSized.height() != spec.inputHeight()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "picture of %d×%d pixels: the encoder takes %d×%d",
                    inputSized.width(),
                    inputSized.height(),
                    spec.inputWidth(),
                    spec.inputHeight()));
        }
        if (offset < 0 || offset > target.length - size(spec)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d numbers from %d on do not fit into an array of %d",
                    size(spec),
                    offset,
                    target.length));
        }
        byte[] rgb = inputSized.rgb();
        int plane = spec.inputHeight() * spec.inputWidth();
        boolean redFirst = spec.colorOrder() == ColorOrder.RGB;
        int ofRed = redFirst ? 0 : 2;
        int ofBlue = redFirst ? 2 : 0;
        float[] red = spec.normalization().levels(ofRed);
        float[] green = spec.normalization().levels(1);
        float[] blue = spec.normalization().levels(ofBlue);
        int reds = offset + ofRed * plane;
        int greens = offset + plane;
        int blues = offset + ofBlue * plane;
        for (int i = 0, pixel = 0; i < plane; i++, pixel += 3) { // once through the bytes: a step waits for this
            target[reds + i] = red[rgb[pixel] & 0xff];
            target[greens + i] = green[rgb[pixel + 1] & 0xff];
            target[blues + i] = blue[rgb[pixel + 2] & 0xff];
        }
    }
}

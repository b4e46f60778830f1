package org.likeness.core.dataset;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.likeness.core.image.CropFraction;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.Resampler;
import org.likeness.core.image.codec.ImageDecoder;
import org.likeness.core.image.codec.ImageEncoder;

/**
 * Degrades pictures: fewer pixels, then JPEG compression, as of distant cameras and web sites. The size is unchanged, so that crops and
 * detectors find the face in the same place.
 *
 * @param pixels  pictures are reduced to about that many pixels and enlarged again; smaller pictures are unchanged
 * @param quality of JPEG, in [0, 1]: each picture is encoded and decoded once
 */
public record Degradation(OptionalLong pixels, OptionalDouble quality) {
    public Degradation {
        if (pixels.isPresent() && pixels.getAsLong() < 1) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%d pixels: 1 or more are expected", pixels.getAsLong()));
        }
        if (quality.isPresent() && !(quality.getAsDouble() >= 0 && quality.getAsDouble() <= 1)) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "quality %s: it must lie in [0, 1]", quality.getAsDouble()));
        }
    }

    /** The picture made worse, of the same size. */
    public FaceImage of(FaceImage picture) {
        FaceImage fewer = pixels.isPresent() ? fewer(picture, pixels.getAsLong()) : picture;
        return quality.isPresent()
                ? ImageDecoder.decode("picture", ImageEncoder.jpeg(fewer, (float) quality.getAsDouble()))
                : fewer;
    }

    private static FaceImage fewer(FaceImage picture, long pixels) {
        double share = Math.sqrt((double) pixels / ((double) picture.width() * picture.height()));
        if (share >= 1) {
            return picture;
        }
        FaceImage small = Resampler.crop(
                picture, CropFraction.WHOLE, Math.max(1, (int) Math.round(share * picture.width())), Math.max(1, (int)
                        Math.round(share * picture.height())));
        return Resampler.crop(small, CropFraction.WHOLE, picture.width(), picture.height());
    }
}

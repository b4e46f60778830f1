package org.likeness.app.report;

import java.util.Base64;
import org.likeness.core.image.CropFraction;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.Resampler;
import org.likeness.core.image.codec.ImageEncoder;

/** Embeds pictures into the page. */
final class DataUri {
    private static final float QUALITY = 0.85f; // some 4 kB for a face of 112×112 pixels, without visible blocks

    private DataUri() {}

    /**
     * A picture as a JPEG in a data URI.
     *
     * @param side of the square that the picture is fitted into, pixels
     */
    static String jpeg(FaceImage picture, int side) {
        double scale = Math.min(1, (double) side / Math.max(picture.width(), picture.height()));
        int width = Math.max(1, (int) Math.round(picture.width() * scale));
        int height = Math.max(1, (int) Math.round(picture.height() * scale));
        byte[] bytes = ImageEncoder.jpeg(Resampler.crop(picture, CropFraction.WHOLE, width, height), QUALITY);
        return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(bytes);
    }
}

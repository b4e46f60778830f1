package org.likeness.app.cli.recognize;

import java.util.Optional;
import org.likeness.core.acquisition.Acquisition;
import org.likeness.core.acquisition.Acquisition.Acquired;
import org.likeness.core.image.CropFraction;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.Resampler;
import org.likeness.core.image.codec.ImageDecoder;
import org.likeness.core.image.codec.ImageEncoder;

/**
 * A face to be clustered. Of its pixels only a small JPEG is kept, some 2 kB: there may be a hundred thousand.
 */
final class ClusteredFace {
    private static final int SIDE = 64;
    private static final float QUALITY = 0.8f;

    private final String picture;
    private final Optional<Acquired> found;
    private final byte[] thumbnail;

    private ClusteredFace(String picture, Optional<Acquired> found, byte[] thumbnail) {
        this.picture = picture;
        this.found = found;
        this.thumbnail = thumbnail;
    }

    /**
     * @param picture its name
     * @param outcome how it was acquired
     * @param face    as the encoder takes it
     */
    static ClusteredFace of(String picture, Acquisition outcome, FaceImage face) {
        Optional<Acquired> found = outcome instanceof Acquired acquired
                ? Optional.of(new Acquired(
                        acquired.face(), new FaceImage(1, 1, new byte[3]), acquired.quality(), acquired.seen()))
                : Optional.empty();
        FaceImage small = Resampler.crop(face, CropFraction.WHOLE, SIDE, SIDE);
        return new ClusteredFace(picture, found, ImageEncoder.jpeg(small, QUALITY));
    }

    /** The picture's name. */
    String picture() {
        return picture;
    }

    /** Where it was found, without its pixels; nothing if the picture was used as an aligned face. */
    Optional<Acquired> found() {
        return found;
    }

    /** What it looks like. */
    FaceImage thumbnail() {
        return ImageDecoder.decode(picture, thumbnail);
    }
}

package org.likeness.core.embedding.picture;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.likeness.core.acquisition.Acquisition;
import org.likeness.core.acquisition.FaceAcquirer;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.image.FaceAlignment;
import org.likeness.core.image.FaceImage;

/** Takes pictures as aligned faces, and tells of those whose size shows that they are none. */
public final class AlignedPictures implements FaceAcquirer {
    private final EncoderSpec spec;
    private final Consumer<FaceImage> unaligned;

    /** @param unaligned takes pictures of another size than the encoder's, if it has a template; from any thread */
    public AlignedPictures(EncoderSpec spec, Consumer<FaceImage> unaligned) {
        this.spec = spec;
        this.unaligned = unaligned;
    }

    @Override
    public List<Acquisition> acquire(FaceImage picture) {
        boolean fits = picture.width() == spec.inputWidth() && picture.height() == spec.inputHeight();
        if (!fits && spec.alignment().isPresent()) {
            unaligned.accept(picture);
        }
        return WHOLE.acquire(picture);
    }

    @Override
    public Optional<FaceAlignment> alignment() {
        return spec.alignment();
    }

    @Override
    public void close() {}
}

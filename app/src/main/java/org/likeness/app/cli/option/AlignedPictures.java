package org.likeness.app.cli.option;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.likeness.core.acquisition.Acquisition;
import org.likeness.core.acquisition.FaceAcquirer;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.image.FaceAlignment;
import org.likeness.core.image.FaceImage;

/** Reads pictures as aligned faces, and warns once if the size of a picture shows that it is not one. */
final class AlignedPictures implements FaceAcquirer {
    private final Path encoder;
    private final EncoderSpec spec;
    private final Consumer<String> notes;
    private final AtomicBoolean isSaid = new AtomicBoolean();

    /**
     * @param encoder its file, for the message
     * @param spec    of an encoder with a template
     * @param notes   takes the message
     */
    AlignedPictures(Path encoder, EncoderSpec spec, Consumer<String> notes) {
        this.encoder = encoder;
        this.spec = spec;
        this.notes = notes;
    }

    @Override
    public List<Acquisition> acquire(FaceImage picture) {
        boolean fits = picture.width() == spec.inputWidth() && picture.height() == spec.inputHeight();
        if (!fits && isSaid.compareAndSet(false, true)) {
            notes.accept(String.format(
                    Locale.ROOT,
                    "a picture of %d×%d pixels is used as an aligned face and resized: %s requires faces of %d×%d pixels aligned to its template; to detect and align faces in photographs, give --detector",
                    picture.width(),
                    picture.height(),
                    encoder,
                    spec.inputWidth(),
                    spec.inputHeight()));
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

package org.likeness.app.cli.option;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.image.FaceImage;

/**
 * Warns once of a picture that is no aligned face.
 *
 * @param encoder its file, for the message
 * @param notes   takes the message
 * @param isSaid  whether it has been given
 */
record UnalignedNote(Path encoder, EncoderSpec spec, Consumer<String> notes, AtomicBoolean isSaid)
        implements Consumer<FaceImage> {
    UnalignedNote(Path encoder, EncoderSpec spec, Consumer<String> notes) {
        this(encoder, spec, notes, new AtomicBoolean());
    }

    @Override
    public void accept(FaceImage picture) {
        if (isSaid.compareAndSet(false, true)) {
            notes.accept(String.format(
                    Locale.ROOT,
                    "a picture of %d×%d pixels is used as an aligned face and resized: %s requires faces of %d×%d pixels aligned to its template; to detect and align faces in photographs, give --detector",
                    picture.width(),
                    picture.height(),
                    encoder,
                    spec.inputWidth(),
                    spec.inputHeight()));
        }
    }
}

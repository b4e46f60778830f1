package org.likeness.app.cli.gallery;

import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.likeness.app.cli.option.DetectorOptions;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.embedding.EncoderId;
import org.likeness.core.embedding.FaceEncoder;
import org.likeness.gallery.Gallery;

/** Opens the gallery of a command that takes faces, and checks that the command obtains faces in the same way. */
public final class OpenedGallery {
    private OpenedGallery() {}

    /**
     * Opens a gallery.
     *
     * @param opening  opens the gallery for an encoder and the way in which faces are obtained
     * @param detector how the command takes faces
     * @param notes    takes what is to be said
     * @throws org.likeness.core.LikenessException if it is another encoder's, holds faces that were taken in another way, or has another key
     */
    public static <G extends Gallery> G of(
            BiFunction<EncoderId, FaceExtraction, G> opening,
            FaceEncoder encoder,
            DetectorOptions detector,
            Consumer<String> notes) {
        FaceExtraction extraction = detector.taking(encoder.spec(), encoder.mirrors());
        G gallery = opening.apply(encoder.space(), extraction);
        gallery.extraction()
                .ifPresentOrElse(
                        held -> held.doubt(gallery.name(), extraction).ifPresent(notes),
                        () -> notes.accept(String.format(
                                Locale.ROOT,
                                "%s was created by an earlier version and does not record whether its faces were detected or are aligned pictures: use the same method",
                                gallery.name())));
        return gallery;
    }
}

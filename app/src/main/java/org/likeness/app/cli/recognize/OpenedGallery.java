package org.likeness.app.cli.recognize;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import org.likeness.app.cli.option.DetectorOptions;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.embedding.FaceEncoder;
import org.likeness.gallery.store.SqliteGallery;

/** Opens the gallery of a command that takes faces, and checks that the command obtains faces in the same way. */
final class OpenedGallery {
    private OpenedGallery() {}

    /**
     * The gallery in a file; a new one where there is none.
     *
     * @param detector how the command takes faces
     * @param notes    takes what is to be said
     * @throws org.likeness.core.LikenessException if it is another encoder's, or holds faces that were taken in another way
     */
    static SqliteGallery of(Path file, FaceEncoder encoder, DetectorOptions detector, Consumer<String> notes) {
        FaceExtraction extraction = detector.taking(encoder.spec(), encoder.mirrors());
        SqliteGallery gallery = SqliteGallery.open(file, encoder.space(), extraction);
        gallery.extraction()
                .ifPresentOrElse(
                        held -> held.doubt(file.toString(), extraction).ifPresent(notes),
                        () -> notes.accept(String.format(
                                Locale.ROOT,
                                "%s was created by an earlier version and does not record whether its faces were detected or are aligned pictures: use the same method",
                                file)));
        return gallery;
    }
}

package org.likeness.app.cli.option;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.likeness.api.recognition.UsedFace;
import org.likeness.core.EnumWord;
import org.likeness.core.LikenessException;
import org.likeness.core.acquisition.Acquisition;
import org.likeness.core.acquisition.Acquisition.Acquired;
import org.likeness.core.acquisition.Acquisition.FailedToAcquire;
import org.likeness.core.acquisition.DetectedFace;
import org.likeness.core.acquisition.FaceAcquirer;
import org.likeness.core.acquisition.FaceChoice;
import org.likeness.core.image.codec.ImageDecoder;
import org.likeness.server.answer.Faces;

/** Reports which face of a picture with several was taken: the wrong one is another person. */
public final class FaceSelection {
    private FaceSelection() {}

    /**
     * The one face of a picture.
     *
     * @param notes takes the line about a picture with several
     * @throws LikenessException if none is found
     */
    public static Acquisition of(Path picture, FaceAcquirer acquirer, FaceChoice choice, Consumer<String> notes) {
        Acquisition outcome = acquirer.acquire(ImageDecoder.decode(picture)).get(0);
        if (outcome instanceof FailedToAcquire failure) {
            throw LikenessException.invalid(String.format(Locale.ROOT, "%s: %s", picture, failure.reason()));
        }
        note(picture.toString(), outcome, choice).ifPresent(notes);
        return outcome;
    }

    /** How many faces were found in the picture; one where none was looked for or none was found. */
    public static int seen(Acquisition outcome) {
        return outcome instanceof Acquired acquired ? acquired.seen() : 1;
    }

    /** A line for a picture with several faces; nothing for others. */
    public static Optional<String> note(String picture, Acquisition outcome, FaceChoice choice) {
        return note(Faces.used(picture, outcome), choice);
    }

    /** A line for a picture with several faces; nothing for others. */
    public static Optional<String> note(UsedFace used, FaceChoice choice) {
        return used.faceCount() != null && used.face() != null && used.faceCount() > 1
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "%s: %d faces were found; the %s, %s, is used",
                        used.picture(),
                        used.faceCount(),
                        word(choice),
                        place(
                                used.face().box().left(),
                                used.face().box().top(),
                                used.face().box().width(),
                                used.face().box().height())))
                : Optional.empty();
    }

    /** Why a picture with several faces is not taken when none of them was said to be meant. */
    public static String refusal(List<Acquisition> faces) {
        return String.format(
                Locale.ROOT,
                "%d faces were found: crop the picture, or give --faces largest or --faces center",
                faces.size());
    }

    /** Where a face lies. */
    public static String place(DetectedFace face) {
        return place(
                face.box().left(),
                face.box().top(),
                face.box().width(),
                face.box().height());
    }

    private static String place(double left, double top, double width, double height) {
        return String.format(
                Locale.ROOT, "%.0f×%.0f pixels at (%.0f, %.0f)", width, height, left + width / 2, top + height / 2);
    }

    /** The same choice as a server takes it. */
    public static org.likeness.api.client.FaceChoice onServer(FaceChoice choice) {
        return switch (choice) {
            case LARGEST -> org.likeness.api.client.FaceChoice.LARGEST;
            case CENTER -> org.likeness.api.client.FaceChoice.CENTER;
            case ALL -> org.likeness.api.client.FaceChoice.ALL;
        };
    }

    /** Such as {@code largest}; for the one nearest to the center, that. */
    public static String word(FaceChoice choice) {
        return choice == FaceChoice.CENTER ? "one nearest to the center" : EnumWord.of(choice);
    }
}

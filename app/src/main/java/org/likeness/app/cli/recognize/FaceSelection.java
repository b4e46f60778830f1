package org.likeness.app.cli.recognize;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.likeness.core.EnumWord;
import org.likeness.core.acquisition.Acquisition;
import org.likeness.core.acquisition.Acquisition.Acquired;
import org.likeness.core.acquisition.DetectedFace;
import org.likeness.core.acquisition.FaceChoice;

/** Reports which face of a picture with several was taken: the wrong one is another person. */
final class FaceSelection {
    private FaceSelection() {}

    /** How many faces were found in the picture; one where none was looked for or none was found. */
    static int seen(Acquisition outcome) {
        return outcome instanceof Acquired acquired ? acquired.seen() : 1;
    }

    /** A line for a picture with several faces; nothing for others. */
    static Optional<String> note(String picture, Acquisition outcome, FaceChoice choice) {
        return outcome instanceof Acquired acquired && acquired.seen() > 1
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "%s: %d faces were found; the %s, %s, is used",
                        picture,
                        acquired.seen(),
                        word(choice),
                        place(acquired.face())))
                : Optional.empty();
    }

    /** Why a picture with several faces is not taken when none of them was said to be meant. */
    static String refusal(List<Acquisition> faces) {
        return String.format(
                Locale.ROOT,
                "%d faces were found: crop the picture, or give --faces largest or --faces center",
                faces.size());
    }

    /** Where a face lies. */
    static String place(DetectedFace face) {
        return String.format(
                Locale.ROOT,
                "%.0f×%.0f pixels at (%.0f, %.0f)",
                face.box().width(),
                face.box().height(),
                face.box().centerX(),
                face.box().centerY());
    }

    /** Such as {@code largest}; for the one nearest to the center, that. */
    static String word(FaceChoice choice) {
        return choice == FaceChoice.CENTER ? "one nearest to the center" : EnumWord.of(choice);
    }
}

package org.likeness.recognition.detection;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.likeness.core.EnumWord;
import org.likeness.core.acquisition.FaceChoice;
import org.likeness.core.file.Sha256;

/**
 * How faces are found in pictures.
 *
 * @param detector  the network's file
 * @param landmarks file of a network for landmarks, for a detector of boxes alone
 * @param size      detection size, in pixels; empty for the detector's usual one
 * @param tile      side of the tiles in which faces are looked for, too, in pixels; empty for none
 * @param choice    which face of a picture counts: largest or center
 * @param arcFace   whether faces are aligned to the template of most encoders, since the encoder's file has none
 */
public record FaceFinding(
        Path detector,
        Optional<Path> landmarks,
        Optional<Integer> size,
        Optional<Integer> tile,
        FaceChoice choice,
        boolean arcFace) {
    /** All that makes a difference, for the settings of a folder of results. */
    public String text() {
        return String.format(
                Locale.ROOT,
                "%s (%s)%s, %s face%s%s%s",
                detector.getFileName(),
                Sha256.of(detector),
                landmarks.map(file -> " with landmarks of " + Sha256.of(file)).orElse(""),
                EnumWord.of(choice),
                size.map(pixels -> ", at " + pixels + " pixels").orElse(""),
                tile.map(pixels -> ", in tiles of " + pixels + " pixels").orElse(""),
                arcFace ? ", template arcface" : "");
    }
}

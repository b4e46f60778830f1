package org.likeness.app.cli.recognize;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.likeness.app.cli.text.Output;
import org.likeness.core.acquisition.Acquisition;
import org.likeness.core.acquisition.Acquisition.FailedToAcquire;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.codec.UnreadablePictureException;

/** Pictures that a command could not read, or that contain no face: reported at once, counted, and part of the output. */
final class Skipped {
    private final Output output;
    private final Map<String, String> reasons = new LinkedHashMap<>();

    Skipped(Output output) {
        this.output = output;
    }

    void add(UnreadablePictureException e, long pictures) {
        add(e.picture(), e.reason(), pictures);
    }

    /** The face that was acquired; nothing where none was, and then the picture is skipped. */
    Optional<FaceImage> face(String picture, Acquisition outcome, long pictures) {
        if (outcome instanceof FailedToAcquire failure) {
            add(picture, failure.reason(), pictures);
        }
        return outcome.taken();
    }

    void add(String picture, String reason, long pictures) {
        reasons.put(picture, reason);
        output.note(String.format(
                Locale.ROOT,
                "%s: %s; skipped (%,d of %,d pictures skipped so far)",
                picture,
                reason,
                reasons.size(),
                pictures));
    }

    int count() {
        return reasons.size();
    }

    /** Each picture's reason. */
    Map<String, String> reasons() {
        return reasons;
    }
}

package org.likeness.app.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.likeness.core.image.UnreadablePictureException;

/** Pictures that a command could not read: named at once, counted, and part of the answer. */
final class Skipped {
    private final Output output;
    private final Map<String, String> reasons = new LinkedHashMap<>();

    Skipped(Output output) {
        this.output = output;
    }

    void add(UnreadablePictureException e, long pictures) {
        reasons.put(e.picture(), e.reason());
        output.note(
                "%s; skipped (%,d of %,d pictures skipped so far)".formatted(e.getMessage(), reasons.size(), pictures));
    }

    int count() {
        return reasons.size();
    }

    /** Each picture's reason. */
    Map<String, String> reasons() {
        return reasons;
    }
}

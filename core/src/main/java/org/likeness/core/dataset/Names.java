package org.likeness.core.dataset;

import java.util.List;
import java.util.Locale;

/** Names in messages. */
final class Names {
    private static final int SHOWN = 3;

    private Names() {}

    /** The first few, and how many more there are. */
    static String few(List<String> names) {
        String first = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
        return names.size() <= SHOWN
                ? first
                : String.format(Locale.ROOT, "%s and %d more", first, names.size() - SHOWN);
    }
}

package org.likeness.core;

import java.util.List;
import java.util.Locale;

/** Lists names in messages. */
public final class NameList {
    private static final int SHOWN = 3;

    private NameList() {}

    /** The first three, and how many more there are. */
    public static String few(List<String> names) {
        String first = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
        return names.size() <= SHOWN
                ? first
                : String.format(Locale.ROOT, "%s and %d more", first, names.size() - SHOWN);
    }
}

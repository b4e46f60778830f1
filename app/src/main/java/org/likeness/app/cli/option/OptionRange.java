package org.likeness.app.cli.option;

import java.util.Locale;
import org.likeness.core.LikenessException;

/** Bounds of options that are whole numbers. */
public final class OptionRange {
    private OptionRange() {}

    /** @throws LikenessException if the value of an option lies outside, with all of that */
    public static void require(String option, long value, long least, long most) {
        if (value < least || value > most) {
            throw LikenessException.invalid(
                    String.format(Locale.ROOT, "%s %d: it must lie in [%d, %d]", option, value, least, most));
        }
    }
}

package org.likeness.core.recipe;

import org.likeness.core.UserException;

/** The bounds of settings, refused with the key's name. */
final class Ranges {
    private Ranges() {}

    static void within(String key, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw new UserException("recipe: %s is %s: it must lie in [%s, %s]"
                    .formatted(key, number(value), number(low), number(high)));
        }
    }

    /** A share below the whole. */
    static void share(String key, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new UserException("recipe: %s is %s: it must lie in [0, 1)".formatted(key, number(value)));
        }
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}

package org.likeness.core.recipe;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** The permitted values of a setting. */
record Range(double least, boolean leastIncluded, double most, boolean mostIncluded) {
    static Range closed(double least, double most) {
        return new Range(least, true, most, true);
    }

    static Range closedOpen(double least, double most) {
        return new Range(least, true, most, false);
    }

    static Range openClosed(double least, double most) {
        return new Range(least, false, most, true);
    }

    /**
     * @param key dotted, as a recipe has it
     * @throws SettingException if the value lies outside
     */
    void require(String key, double value) {
        boolean enough = leastIncluded ? value >= least : value > least;
        boolean notTooMuch = mostIncluded ? value <= most : value < most;
        if (!(enough && notTooMuch)) {
            throw new SettingException(
                    key, String.format(Locale.ROOT, "%s is %s: it must lie in %s", key, text(value), this));
        }
    }

    private static String text(double value) {
        return new DecimalFormat("#,##0.##########", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
    }

    @Override
    public String toString() {
        return (leastIncluded ? "[" : "(") + text(least) + ", " + text(most) + (mostIncluded ? "]" : ")");
    }
}

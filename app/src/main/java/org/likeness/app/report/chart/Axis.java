package org.likeness.app.report.chart;

import java.util.List;
import java.util.Locale;

/**
 * An axis of a chart.
 *
 * @param label  quantity and unit
 * @param from   value at its start; positive on a logarithmic scale
 * @param to     value at its end, greater than {@code from}
 * @param scale  mapping of values to positions
 * @param labels format of the values
 */
public record Axis(String label, double from, double to, Scale scale, Labels labels) {
    /** How an axis writes its values. */
    public enum Labels {
        /** Plain, with as many digits as needed. */
        NUMBER,
        /** Shares in [0, 1] as percent. */
        PER_CENT,
        /** Nothing: the values have no meaning of their own. */
        NONE
    }

    public Axis {
        if (!(from < to) || Double.isInfinite(to - from) || (scale == Scale.LOGARITHMIC && from <= 0)) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "axis \"%s\" from %s to %s", label, from, to));
        }
    }

    /** An axis of plain numbers at equal distances. */
    public static Axis linear(String label, double from, double to) {
        return new Axis(label, from, to, Scale.LINEAR, Labels.NUMBER);
    }

    /** An axis of shares, written as percent. */
    public static Axis share(String label, double from, double to) {
        return new Axis(label, from, to, Scale.LINEAR, Labels.PER_CENT);
    }

    /** An axis of shares in powers of ten, written as percent. */
    public static Axis logarithmicShare(String label, double from, double to) {
        return new Axis(label, from, to, Scale.LOGARITHMIC, Labels.PER_CENT);
    }

    /** A direction of a map, without values. */
    public static Axis bare(double from, double to) {
        return new Axis("", from, to, Scale.LINEAR, Labels.NONE);
    }

    /** Where a value lies, 0 at the axis' beginning and 1 at its end; values beyond an end are put at it. */
    double position(double value) {
        return scale.position(Math.max(from, Math.min(to, value)), from, to);
    }

    List<Double> ticks() {
        return labels == Labels.NONE ? List.of() : scale.ticks(from, to);
    }

    String write(double value) {
        return labels == Labels.PER_CENT ? plain(value * 100) + "\u00a0%" : plain(value);
    }

    /** Up to four decimals, no trailing zeros, thousands apart. */
    private static String plain(double value) {
        if (value >= 1_000) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        String text = String.format(Locale.ROOT, "%.4f", value);
        return text.replaceFirst("\\.?0+$", "");
    }
}

package org.likeness.app.report.chart;

import java.util.ArrayList;
import java.util.List;

/** The mapping of values to positions on an axis. */
public enum Scale {
    /** Equal differences, equal lengths; ticks at 1, 2 or 5 times a power of ten. */
    LINEAR {
        @Override
        double position(double value, double from, double to) {
            return (value - from) / (to - from);
        }

        @Override
        List<Double> ticks(double from, double to) {
            double step = niceStep((to - from) / TICKS);
            List<Double> ticks = new ArrayList<>();
            for (long i = (long) Math.ceil(from / step - 1e-9); i * step <= to + 1e-9 * step; i++) {
                ticks.add(i * step);
            }
            return ticks;
        }
    },

    /** Equal ratios, equal lengths; ticks at powers of ten. */
    LOGARITHMIC {
        @Override
        double position(double value, double from, double to) {
            return (Math.log(value) - Math.log(from)) / (Math.log(to) - Math.log(from));
        }

        @Override
        List<Double> ticks(double from, double to) {
            List<Double> ticks = new ArrayList<>();
            for (int power = (int) Math.ceil(Math.log10(from) - 1e-9); power <= Math.log10(to) + 1e-9; power++) {
                ticks.add(Math.pow(10, power));
            }
            return ticks;
        }
    };

    /** As many labels as a phone's width can hold. */
    private static final int TICKS = 5;

    /** Where a value lies between the axis' ends, 0 at its beginning and 1 at its end. */
    abstract double position(double value, double from, double to);

    /** The values that are labeled, ascending. */
    abstract List<Double> ticks(double from, double to);

    private static double niceStep(double rough) {
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double digit = rough / power;
        return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
    }
}

package org.likeness.app.report.chart;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** The points of a line. */
public final class Curve {
    private final double[] xs;
    private final double[] ys;

    /**
     * @param xs [N], not descending
     * @param ys [N]
     */
    public Curve(double[] xs, double[] ys) {
        if (xs.length != ys.length || xs.length == 0) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "a curve of %d x and %d y", xs.length, ys.length));
        }
        this.xs = xs;
        this.ys = ys;
    }

    public double[] xs() {
        return xs;
    }

    public double[] ys() {
        return ys;
    }

    /** Two points. */
    public static Curve between(double fromX, double fromY, double toX, double toY) {
        return new Curve(new double[] {fromX, toX}, new double[] {fromY, toY});
    }

    /**
     * The outline of a histogram over equal bins: the share of the values that falls into each.
     *
     * @param values at least one; those beyond an end count in the last bin there
     * @param from   where the first bin begins
     * @param to     where the last bin ends
     */
    public static Curve histogram(double[] values, double from, double to, int bins) {
        double[] shares = new double[bins];
        for (double value : values) {
            int bin = (int) Math.floor((value - from) / (to - from) * bins);
            shares[Math.max(0, Math.min(bins - 1, bin))] += 1.0 / values.length;
        }
        double[] xs = new double[2 * bins];
        double[] ys = new double[2 * bins];
        for (int i = 0; i < 2 * bins; i++) {
            xs[i] = from + (to - from) * ((i + 1) / 2) / bins;
            ys[i] = shares[i / 2];
        }
        return new Curve(xs, ys);
    }

    /** How many points. */
    public int size() {
        return xs.length;
    }

    double x(int point) {
        return xs[point];
    }

    double y(int point) {
        return ys[point];
    }

    /** The largest y. */
    public double highest() {
        return DoubleStream.of(ys).max().orElseThrow();
    }

    /**
     * The y that a share of the points does not exceed.
     *
     * @param share in [0, 1]
     */
    public double quantile(double share) {
        double[] sorted = ys.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.round(share * (sorted.length - 1))];
    }

    /**
     * A running mean of y over a window centered on each point, smaller toward the ends.
     *
     * @param reach how many points to either side
     */
    public Curve smoothed(int reach) {
        double[] means = new double[size()];
        for (int i = 0; i < size(); i++) {
            int side = Math.min(reach, Math.min(i, size() - 1 - i));
            means[i] = Arrays.stream(ys, i - side, i + side + 1).average().orElseThrow();
        }
        return new Curve(xs, means);
    }

    /** At most so many points: the mean of each run of neighbors, so that a long run draws as quickly as a short one. */
    public Curve thinned(int most) {
        if (size() <= most) {
            return this;
        }
        double[] thinXs = new double[most];
        double[] thinYs = new double[most];
        for (int i = 0; i < most; i++) {
            int from = (int) ((long) i * size() / most);
            int to = (int) ((long) (i + 1) * size() / most);
            thinXs[i] = Arrays.stream(xs, from, to).average().orElseThrow();
            thinYs[i] = Arrays.stream(ys, from, to).average().orElseThrow();
        }
        return new Curve(thinXs, thinYs);
    }
}

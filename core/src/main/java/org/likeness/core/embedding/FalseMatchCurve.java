package org.likeness.core.embedding;

import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The false-match rate of a pair as a function of the threshold, interpolated between the points of a calibration: the logarithm of the
 * rate is linear between two points. Below the smallest measured rate, the last segment is extrapolated by {@link #FARTHEST} at most: the
 * density of impostor distances decreases faster than that, so that the threshold errs on the strict side, unless some impostors are near
 * for another reason, such as wrong labels.
 */
public final class FalseMatchCurve {
    /** How many times smaller than the smallest measured rate one that is extrapolated may be. */
    public static final double FARTHEST = 10;

    private final List<OperatingPoint> points;
    private final List<OperatingPoint> line; // those with a distance, by it; of equal ones the largest rate

    private FalseMatchCurve(List<OperatingPoint> points) {
        this.points = points;
        SortedMap<Double, OperatingPoint> byThreshold = new TreeMap<>();
        points.stream()
                .filter(point -> point.threshold() != Distance.BELOW_ALL)
                .forEach(point -> byThreshold.put(point.threshold(), point));
        this.line = List.copyOf(byThreshold.values());
    }

    /** Where a rate comes from. */
    public enum Basis {
        /** A point of the calibration. */
        MEASURED,
        /** Between two points. */
        INTERPOLATED,
        /** Beyond the points: more people are needed to measure it, if it is a small one. */
        EXTRAPOLATED
    }

    /**
     * A threshold with its rate.
     *
     * @param threshold      the largest distance that matches, or {@link Distance#BELOW_ALL}
     * @param falseMatchRate of a pair of two people, in [0, 1]; 0 where nothing matches
     * @param basis          where the rate comes from
     */
    public record Place(double threshold, double falseMatchRate, Basis basis) {}

    /**
     * The curve of a calibration.
     *
     * @throws IllegalArgumentException if it has no point
     */
    public static FalseMatchCurve of(Calibration calibration) {
        if (calibration.points().isEmpty()) {
            throw new IllegalArgumentException("a calibration without points: one at least is needed");
        }
        SortedMap<Double, OperatingPoint> byRate = new TreeMap<>();
        calibration.points().forEach(point -> byRate.put(point.falseMatchRate(), point));
        return new FalseMatchCurve(List.copyOf(byRate.values()));
    }

    /**
     * An interval of a rate, 95 % confidence.
     *
     * @param lower in [0, 1]
     * @param upper in [0, 1]
     */
    public record Bounds(double lower, double upper) {}

    /**
     * The interval of a rate on the curve: in proportion to the rate as wide as that of the nearer of the measured points around it.
     *
     * @param falseMatchRate in [0, 1]
     */
    public Bounds bounds(double falseMatchRate) {
        if (falseMatchRate == 0) {
            return new Bounds(0, points.get(0).upperBound());
        }
        OperatingPoint near = points.stream()
                .min(Comparator.comparingDouble(
                        point -> Math.abs(Math.log(point.falseMatchRate()) - Math.log(falseMatchRate))))
                .orElseThrow();
        double scale = falseMatchRate / near.falseMatchRate();
        return new Bounds(Math.min(1, near.lowerBound() * scale), Math.min(1, near.upperBound() * scale));
    }

    /** The smallest rate that was measured. */
    public double smallestMeasured() {
        return points.get(0).falseMatchRate();
    }

    /** The largest rate that was measured. */
    public double largestMeasured() {
        return points.get(points.size() - 1).falseMatchRate();
    }

    /**
     * The threshold of a rate.
     *
     * @param falseMatchRate in (0, 1)
     * @return of that rate; of the largest measured one if that is smaller; of the smallest one that there is if that is larger
     */
    public Place atRate(double falseMatchRate) {
        OperatingPoint last = points.get(points.size() - 1);
        if (falseMatchRate >= last.falseMatchRate()) {
            return measured(last);
        }
        for (int i = points.size() - 1; i >= 0; i--) {
            OperatingPoint lower = points.get(i);
            if (falseMatchRate == lower.falseMatchRate()) {
                return measured(lower);
            }
            if (falseMatchRate > lower.falseMatchRate()) {
                if (lower.threshold() == Distance.BELOW_ALL) {
                    return measured(lower); // no line leads from a distance to below all of them
                }
                return new Place(
                        threshold(lower, points.get(i + 1), falseMatchRate), falseMatchRate, Basis.INTERPOLATED);
            }
        }
        OperatingPoint first = points.get(0);
        if (points.size() == 1 || first.threshold() == Distance.BELOW_ALL) {
            return measured(first);
        }
        double rate = Math.max(falseMatchRate, first.falseMatchRate() / FARTHEST);
        double threshold = threshold(first, points.get(1), rate);
        return threshold < 0
                ? new Place(Distance.BELOW_ALL, 0, Basis.EXTRAPOLATED) // at 0 the rate is larger than was asked for
                : new Place(threshold, rate, Basis.EXTRAPOLATED);
    }

    /**
     * The rate at a threshold.
     *
     * @param threshold a distance, or {@link Distance#BELOW_ALL}
     * @return beyond the points the lines are continued, as far as {@link #FARTHEST} below and 1 above; with a single point, the rate is its
     *     own below and 1 above
     */
    public Place atThreshold(double threshold) {
        if (threshold == Distance.BELOW_ALL) {
            return new Place(threshold, 0, Basis.MEASURED);
        }
        for (int i = points.size() - 1; i >= 0; i--) {
            OperatingPoint lower = points.get(i);
            if (threshold == lower.threshold()) {
                return new Place(threshold, lower.falseMatchRate(), Basis.MEASURED);
            }
            if (threshold > lower.threshold()) {
                if (i == points.size() - 1) {
                    return beyondTheLargest(threshold);
                }
                OperatingPoint upper = points.get(i + 1);
                return new Place(
                        threshold,
                        lower.threshold() == Distance.BELOW_ALL
                                ? upper.falseMatchRate() // at most
                                : rate(lower, upper, threshold),
                        Basis.INTERPOLATED);
            }
        }
        OperatingPoint first = points.get(0);
        double rate = points.size() == 1 || points.get(1).threshold() == first.threshold()
                ? first.falseMatchRate()
                : Math.max(first.falseMatchRate() / FARTHEST, rate(first, points.get(1), threshold));
        return new Place(threshold, rate, Basis.EXTRAPOLATED);
    }

    /** Whether a calibration has two thresholds or more, so that {@link #logRate} tells all distances apart. */
    public static boolean isComparable(Calibration calibration) {
        return calibration.points().stream()
                        .map(OperatingPoint::threshold)
                        .filter(threshold -> threshold != Distance.BELOW_ALL)
                        .distinct()
                        .count()
                >= 2;
    }

    /**
     * The natural logarithm of the rate at a distance, for comparing it with distances of other encoders: beyond the points the first and
     * the last line go on without a limit, so that a smaller distance always has a smaller rate. Where a rate is to be told, use
     * {@link #atThreshold}.
     *
     * @param distance of two embeddings
     * @throws IllegalStateException if the calibration is not {@linkplain #isComparable comparable}
     */
    public double logRate(double distance) {
        if (line.size() < 2) {
            throw new IllegalStateException("a calibration with fewer than two thresholds: two at least are needed");
        }
        int upper = 1;
        while (upper < line.size() - 1 && distance > line.get(upper).threshold()) {
            upper++;
        }
        OperatingPoint from = line.get(upper - 1);
        OperatingPoint to = line.get(upper);
        double share = (distance - from.threshold()) / (to.threshold() - from.threshold());
        return Math.log(from.falseMatchRate()) + share * Math.log(to.falseMatchRate() / from.falseMatchRate());
    }

    private Place beyondTheLargest(double threshold) {
        OperatingPoint last = points.get(points.size() - 1);
        double rate = points.size() == 1
                        || points.get(points.size() - 2).threshold() == Distance.BELOW_ALL
                        || points.get(points.size() - 2).threshold() == last.threshold()
                ? 1
                : Math.min(1, rate(points.get(points.size() - 2), last, threshold));
        return new Place(threshold, rate, Basis.EXTRAPOLATED);
    }

    private static Place measured(OperatingPoint point) {
        return new Place(
                point.threshold(),
                point.threshold() == Distance.BELOW_ALL ? 0 : point.falseMatchRate(),
                Basis.MEASURED);
    }

    private static double threshold(OperatingPoint lower, OperatingPoint upper, double rate) {
        double share =
                Math.log(rate / lower.falseMatchRate()) / Math.log(upper.falseMatchRate() / lower.falseMatchRate());
        return lower.threshold() + share * (upper.threshold() - lower.threshold());
    }

    private static double rate(OperatingPoint lower, OperatingPoint upper, double threshold) {
        double share = (threshold - lower.threshold()) / (upper.threshold() - lower.threshold());
        return lower.falseMatchRate() * Math.pow(upper.falseMatchRate() / lower.falseMatchRate(), share);
    }
}

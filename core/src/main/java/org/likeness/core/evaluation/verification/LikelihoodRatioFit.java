package org.likeness.core.evaluation.verification;

import java.util.Locale;
import java.util.stream.DoubleStream;
import org.likeness.core.embedding.LikelihoodRatio;

/**
 * Fits log-likelihood ratios to distances by logistic regression, with equal weights of both kinds of pairs, so that the prior of the list
 * has no effect. (Brümmer and du Preez 2006, doi 10.1016/j.csl.2005.08.001: Cllr in eq. 27, its minimum in §6.)
 *
 * <p>For separable pairs the slope would be infinite. The targets are therefore not 1 and 0 but (n + 1)/(n + 2) and
 * 1/(n + 2) with n pairs of the kind, as for the probabilities of support vector machines (Platt 1999; Lin, Lin and Weng 2007).
 */
final class LikelihoodRatioFit {
    private static final int MOST_STEPS = 100;
    private static final double ENOUGH = 1e-12; // the change of both parameters, in the scale of standardized distances

    private LikelihoodRatioFit() {}

    /**
     * Fits the two parameters.
     *
     * @param pairs failures to acquire are left out: they have no distance
     * @throws IllegalArgumentException if no genuine or no impostor pair has a distance
     */
    public static LikelihoodRatio of(ScoredPairs pairs) {
        double[] genuine = pairs.sorted(true);
        double[] impostor = pairs.sorted(false);
        if (genuine.length == 0 || impostor.length == 0) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d genuine and %d impostor pairs with a distance: both kinds are needed",
                    genuine.length,
                    impostor.length));
        }
        double[] line = fit(genuine, impostor);
        return new LikelihoodRatio(
                line[0], line[1], cost(ratios(line, genuine), ratios(line, impostor)), leastCost(genuine, impostor));
    }

    /** Newton's steps on the standardized distance, each halved until the loss falls; offset and slope. */
    private static double[] fit(double[] genuine, double[] impostor) {
        double center = (mean(genuine) + mean(impostor)) / 2;
        double scale = Math.sqrt((meanSquare(genuine, center) + meanSquare(impostor, center)) / 2);
        double unit = scale > 0 ? scale : 1;
        double[] at = {0, 0};
        for (int step = 0; step < MOST_STEPS; step++) {
            var slope = new Slope();
            slope.add(genuine, target(genuine.length), center, unit, at);
            slope.add(impostor, 1 - target(impostor.length), center, unit, at);
            double[] move = slope.newton();
            double[] next = {at[0] - move[0], at[1] - move[1]};
            double length = 1;
            while (length > ENOUGH && loss(next, genuine, impostor, center, unit) > slope.loss) {
                length /= 2;
                next = new double[] {at[0] - length * move[0], at[1] - length * move[1]};
            }
            double change = Math.abs(next[0] - at[0]) + Math.abs(next[1] - at[1]);
            at = next;
            if (change < ENOUGH) {
                break;
            }
        }
        return new double[] {at[0] - at[1] * center / unit, at[1] / unit};
    }

    private static double loss(double[] at, double[] genuine, double[] impostor, double center, double unit) {
        var slope = new Slope();
        slope.add(genuine, target(genuine.length), center, unit, at);
        slope.add(impostor, 1 - target(impostor.length), center, unit, at);
        return slope.loss;
    }

    private static double target(int pairs) {
        return (pairs + 1.0) / (pairs + 2.0);
    }

    /** Loss, gradient and second derivatives, each kind of pairs as its mean. */
    private static final class Slope {
        private static final double RIDGE = 1e-12; // where all distances are equal the slope is free

        private double loss;
        private double byOffset;
        private double bySlope;
        private double offsetOffset = RIDGE;
        private double offsetSlope;
        private double slopeSlope = RIDGE;

        void add(double[] distances, double target, double center, double unit, double[] at) {
            double weight = 1.0 / distances.length;
            for (double distance : distances) {
                double x = (distance - center) / unit;
                double logOdds = at[0] + at[1] * x;
                double probability = 1 / (1 + Math.exp(-logOdds));
                double curvature = weight * probability * (1 - probability);
                loss += weight * (target * softplus(-logOdds) + (1 - target) * softplus(logOdds));
                byOffset += weight * (probability - target);
                bySlope += weight * (probability - target) * x;
                offsetOffset += curvature;
                offsetSlope += curvature * x;
                slopeSlope += curvature * x * x;
            }
        }

        double[] newton() {
            double determinant = offsetOffset * slopeSlope - offsetSlope * offsetSlope;
            return new double[] {
                (slopeSlope * byOffset - offsetSlope * bySlope) / determinant,
                (offsetOffset * bySlope - offsetSlope * byOffset) / determinant
            };
        }
    }

    /**
     * Cllr: what log-likelihood ratios cost over all priors, in bits.
     *
     * @param genuine  natural logarithms for pairs of one person, possibly infinite
     * @param impostor natural logarithms for pairs of two people, possibly infinite
     * @return 0 or more; 1 where all are 0
     */
    static double cost(double[] genuine, double[] impostor) {
        double misses = DoubleStream.of(genuine)
                .map(ratio -> softplus(-ratio))
                .average()
                .orElseThrow();
        double matches = DoubleStream.of(impostor)
                .map(LikelihoodRatioFit::softplus)
                .average()
                .orElseThrow();
        return (misses + matches) / 2 / Math.log(2);
    }

    /**
     * The cost of the best function that falls with the distance, found by pooling adjacent violators. (Ayer et al. 1955.)
     *
     * @param genuine  distances, rising
     * @param impostor distances, rising
     */
    static double leastCost(double[] genuine, double[] impostor) {
        int size = genuine.length + impostor.length;
        double[] one = new double[size]; // shares of the genuine pairs in each pool, the nearest first
        double[] two = new double[size];
        int pools = 0;
        int g = 0;
        int i = 0;
        while (g < genuine.length || i < impostor.length) {
            double distance = Math.min(
                    g < genuine.length ? genuine[g] : Double.POSITIVE_INFINITY,
                    i < impostor.length ? impostor[i] : Double.POSITIVE_INFINITY);
            double genuineHere = 0;
            double impostorHere = 0;
            for (; g < genuine.length && genuine[g] == distance; g++) {
                genuineHere++;
            }
            for (; i < impostor.length && impostor[i] == distance; i++) {
                impostorHere++;
            }
            one[pools] = genuineHere / genuine.length;
            two[pools++] = impostorHere / impostor.length;
            while (pools > 1 && one[pools - 1] * two[pools - 2] >= one[pools - 2] * two[pools - 1]) {
                one[pools - 2] += one[pools - 1];
                two[pools - 2] += two[pools - 1];
                pools--;
            }
        }
        double cost = 0;
        for (int k = 0; k < pools; k++) {
            cost += one[k] == 0 ? 0 : one[k] * Math.log1p(two[k] / one[k]);
            cost += two[k] == 0 ? 0 : two[k] * Math.log1p(one[k] / two[k]);
        }
        return cost / 2 / Math.log(2);
    }

    private static double[] ratios(double[] line, double[] distances) {
        return DoubleStream.of(distances)
                .map(distance -> line[0] + line[1] * distance)
                .toArray();
    }

    /** ln(1 + eˣ), without overflow. */
    private static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    private static double mean(double[] values) {
        return DoubleStream.of(values).average().orElseThrow();
    }

    private static double meanSquare(double[] values, double center) {
        return DoubleStream.of(values)
                .map(value -> (value - center) * (value - center))
                .average()
                .orElseThrow();
    }
}

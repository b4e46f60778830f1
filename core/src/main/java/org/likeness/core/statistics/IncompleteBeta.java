package org.likeness.core.statistics;

import java.util.Locale;

/**
 * The beta distribution: its distribution function I<sub>x</sub>(a, b), also called the regularized incomplete beta function, and its
 * quantiles.
 *
 * @see <a href="https://dlmf.nist.gov/8.17">NIST Digital Library of Mathematical Functions, §8.17</a>
 */
public final class IncompleteBeta {
    private static final double PRECISION = 1e-15;
    private static final double TINY = 1e-300; // stands for a denominator of 0, after Lentz (1976)
    private static final int MOST_TERMS = 1_000_000; // about √max(a, b) are needed
    private static final double STIRLING_FROM = 15; // from here on the series below is exact to a double's last digits
    private static final double[] STIRLING = {1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188}; // DLMF 5.11.1

    private IncompleteBeta() {}

    /**
     * The share of the distribution at and below x.
     *
     * @param x in [0, 1]
     * @param a above 0
     * @param b above 0
     * @return in [0, 1], to some 1e-12 of itself; with a + b of 10⁹ to 1e-5
     */
    static double at(double x, double a, double b) {
        if (x <= 0 || x >= 1) {
            return x <= 0 ? 0 : 1;
        }
        double logFactor = a * Math.log(x) + b * Math.log1p(-x) + logGamma(a + b) - logGamma(a) - logGamma(b);
        return x < (a + 1) / (a + b + 2)
                ? Math.exp(logFactor) / (a * fraction(x, a, b))
                : 1 - Math.exp(logFactor) / (b * fraction(1 - x, b, a));
    }

    /**
     * Where the distribution reaches a share.
     *
     * @param share in [0, 1]
     * @return x in [0, 1] with I<sub>x</sub>(a, b) = share, by bisection
     */
    public static double quantile(double share, double a, double b) {
        double low = 0;
        double high = 1;
        while (high - low > PRECISION * high) {
            double middle = (low + high) / 2;
            if (middle == low || middle == high) {
                break;
            }
            if (at(middle, a, b) < share) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** The continued fraction 1 + d₁/(1 + d₂/(1 + …)) of DLMF 8.17.22, evaluated from the left. */
    private static double fraction(double x, double a, double b) {
        double value = 1;
        double numerator = 1;
        double denominator = 0;
        for (int term = 1; term <= MOST_TERMS; term++) {
            int m = term / 2;
            double d = term % 2 == 0
                    ? m * (b - m) * x / ((a + term - 1) * (a + term))
                    : -(a + m) * (a + b + m) * x / ((a + term - 1) * (a + term));
            denominator = 1 / notZero(1 + d * denominator);
            numerator = notZero(1 + d / numerator);
            double step = numerator * denominator;
            value *= step;
            if (Math.abs(step - 1) < PRECISION) {
                return value;
            }
        }
        throw new IllegalStateException(
                String.format(Locale.ROOT, "the incomplete beta function of %s, %s, %s does not converge", x, a, b));
    }

    private static double notZero(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }

    /** ln Γ(x) for x above 0. */
    static double logGamma(double x) {
        double shift = 0;
        double y = x;
        while (y < STIRLING_FROM) {
            shift += Math.log(y);
            y++;
        }
        double series = 0;
        for (int k = STIRLING.length - 1; k >= 0; k--) {
            series = series / (y * y) + STIRLING[k];
        }
        return (y - 0.5) * Math.log(y) - y + 0.5 * Math.log(2 * Math.PI) + series / y - shift;
    }
}

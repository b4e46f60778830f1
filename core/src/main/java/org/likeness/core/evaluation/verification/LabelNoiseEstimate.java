package org.likeness.core.evaluation.verification;

/**
 * Estimates the share of genuine pairs with a wrong label, from the ranks of positives among their anchors' negatives. Ranks of wrong
 * positives are uniform, however good the encoder; those of correct ones follow the model of two logistic distributions of equal width: of
 * the correct positives, those ranked behind a share p of the negatives and those before it have the ratio k (1 − p) to p, with one k &lt;
 * 1 for all p. Two shares determine both unknowns.
 *
 * <p>Estimating a uniform component from the tail is Storey's method (J. R. Statist. Soc. B 64, 2002, §3); the logistic model was chosen
 * because it fits, with clean labels, throughout the runs in {@code docs/results/run-monitor.md}.
 *
 * @param share            share of wrong pairs, in [0, 1)
 * @param rightsBeyondHalf share of correct positives ranked behind half of the negatives, in [0, 1]; near 0.5 for an untrained encoder
 */
public record LabelNoiseEstimate(double share, double rightsBeyondHalf) {
    private static final double TENTH = 0.1;
    private static final double THREE_QUARTERS = 0.75;
    private static final int HALVINGS = 50;

    /**
     * @param beyondTenth         share of positives behind a tenth of the negatives, in [0, 1]
     * @param beyondThreeQuarters share of positives behind three quarters of them, in [0, 1]
     */
    public static LabelNoiseEstimate of(double beyondTenth, double beyondThreeQuarters) {
        double low = 0;
        double high = missing(0, beyondTenth, beyondThreeQuarters) > 0 ? Math.min(1, beyondTenth / (1 - TENTH)) : 0;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (missing(middle, beyondTenth, beyondThreeQuarters) > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double k = k(low, beyondTenth);
        return new LabelNoiseEstimate(low, k / (1 + k));
    }

    /** What is found behind three quarters beyond what this share of wrong pairs explains. */
    private static double missing(double share, double beyondTenth, double beyondThreeQuarters) {
        double rights = beyond(THREE_QUARTERS, k(share, beyondTenth));
        return beyondThreeQuarters - (1 - share) * rights - share * (1 - THREE_QUARTERS);
    }

    private static double beyond(double place, double k) {
        return k * (1 - place) / (k * (1 - place) + place);
    }

    /** Of right positives, from those behind a tenth that wrong ones leave to them. */
    private static double k(double share, double beyondTenth) {
        double beyond = Math.min(1, Math.max(0, (beyondTenth - share * (1 - TENTH)) / (1 - share)));
        double ahead = Math.max(1 - beyond, Double.MIN_NORMAL);
        return beyond / ahead * TENTH / (1 - TENTH);
    }
}

package org.likeness.core.recipe;

/**
 * What a triplet costs.
 *
 * @param margin    the paper's α, in [0, 4]
 * @param form      hinge or soft
 * @param reduction what is differentiated
 */
public record LossSettings(double margin, Form form, Reduction reduction) {
    public LossSettings {
        Range.closed(0, 4).require("loss.margin", margin);
    }

    /** The loss as a function of x = d(a,p) − d(a,n) + α. */
    public enum Form {
        /** max(x, 0). (FaceNet, eq. 3.) */
        HINGE,
        /** log(1 + eˣ). (arXiv 1703.07737, §2.) */
        SOFT
    }

    /** What is differentiated; the sum is always reported. */
    public enum Reduction {
        /** The sum over the mined triplets by the number of those with loss &gt; 0. */
        MEAN_ACTIVE,
        /** The sum by the number of mined triplets. */
        MEAN,
        /** The sum. */
        SUM
    }
}

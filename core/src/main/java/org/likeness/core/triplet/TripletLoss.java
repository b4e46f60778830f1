package org.likeness.core.triplet;

import org.likeness.core.recipe.LossSettings;
import org.likeness.core.recipe.LossSettings.Form;

/**
 * The loss of a triplet as a function of x = d(a,p) − d(a,n) + α: max(x, 0), or log(1 + eˣ) in its soft form. (FaceNet,
 * arXiv 1503.03832, eq. 3; arXiv 1703.07737, §2.)
 *
 * @param form   hinge or soft
 * @param margin the paper's α, in [0, 4]
 */
record TripletLoss(Form form, double margin) {
    static TripletLoss of(LossSettings settings) {
        return new TripletLoss(settings.form(), settings.margin());
    }

    /** x. */
    double excess(double toPositive, double toNegative) {
        return toPositive - toNegative + margin;
    }

    /** The loss, without overflow. */
    double at(double x) {
        return switch (form) {
            case HINGE -> Math.max(x, 0);
            case SOFT -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
        };
    }

    /** Its derivative. */
    double slope(double x) {
        return switch (form) {
            case HINGE -> x > 0 ? 1 : 0;
            case SOFT -> 1 / (1 + Math.exp(-x));
        };
    }
}

package org.likeness.core.triplet;

import org.likeness.core.recipe.LossSettings;
import org.likeness.core.recipe.LossSettings.Form;

/**
 * The triplet loss, max(d(a,p) − d(a,n) + α, 0), or log(1 + eˣ) of the same x in its soft form, and its gradient.
 *
 * <p>Dividing by the number of active triplets keeps the gradient's size when, late in training, few triplets are left
 * that teach anything; dividing by all of them would let it fade. (FaceNet, arXiv 1503.03832, eq. 1–4; arXiv 1703.07737,
 * §2.)
 */
public final class TripletLoss {
    private final LossSettings settings;

    /** @param settings margin, form and reduction */
    public TripletLoss(LossSettings settings) {
        this.settings = settings;
    }

    /**
     * What a batch costs.
     *
     * @param sum              J: the losses of all its triplets, added up
     * @param value            what is differentiated: J after the reduction
     * @param active           how many triplets have a loss above 0
     * @param triplets         how many there are
     * @param distanceGradient ∂value/∂d, [B × B]; d(a,p) and d(a,n) count where the triplet has them, as (anchor, other)
     */
    public record Cost(double sum, double value, int active, int triplets, float[] distanceGradient) {}

    /**
     * The loss of one triplet.
     *
     * @param toPositive d(a,p), in [0, 4]
     * @param toNegative d(a,n), in [0, 4]
     * @param margin     the paper's α, in [0, 4]
     */
    public static double of(double toPositive, double toNegative, double margin) {
        return Math.max(toPositive - toNegative + margin, 0);
    }

    /**
     * The cost of a batch's triplets.
     *
     * @param distances of the batch
     * @param triplets  rows of the batch
     */
    public Cost of(DistanceMatrix distances, Triplets triplets) {
        double sum = 0;
        int active = 0;
        float[] gradient = new float[distances.values().length];
        for (int t = 0; t < triplets.size(); t++) {
            int row = triplets.anchors()[t] * distances.size();
            int positive = row + triplets.positives()[t];
            int negative = row + triplets.negatives()[t];
            double x = (double) distances.values()[positive] - distances.values()[negative] + settings.margin();
            double loss = settings.form() == Form.HINGE ? Math.max(x, 0) : softplus(x);
            if (loss > 0) {
                sum += loss;
                active++;
                float slope = settings.form() == Form.HINGE ? 1 : (float) (1 / (1 + Math.exp(-x)));
                gradient[positive] += slope;
                gradient[negative] -= slope;
            }
        }
        double divisor = switch (settings.reduction()) {
            case MEAN_ACTIVE -> Math.max(active, 1);
            case MEAN -> Math.max(triplets.size(), 1);
            case SUM -> 1;
        };
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] /= (float) divisor;
        }
        return new Cost(sum, sum / divisor, active, triplets.size(), gradient);
    }

    /**
     * Carries a gradient from the distances to the embeddings: ∂/∂eᵢ = 2 Σⱼ (gᵢⱼ + gⱼᵢ) (eᵢ − eⱼ).
     *
     * @param embeddings       [B × D], row by row
     * @param distanceGradient ∂value/∂d, [B × B]
     * @return ∂value/∂embeddings, [B × D]
     * @throws IllegalArgumentException if the arrays do not fit each other
     */
    public static float[] gradient(float[] embeddings, float[] distanceGradient) {
        int batch = (int) Math.round(Math.sqrt(distanceGradient.length));
        if (batch < 1 || batch * batch != distanceGradient.length || embeddings.length % batch != 0) {
            throw new IllegalArgumentException("%d embedding values and %d distances do not fit each other"
                    .formatted(embeddings.length, distanceGradient.length));
        }
        int dimension = embeddings.length / batch;
        float[] gradient = new float[embeddings.length];
        for (int i = 0; i < batch; i++) {
            for (int j = 0; j < batch; j++) {
                float weight = 2 * (distanceGradient[i * batch + j] + distanceGradient[j * batch + i]);
                if (weight != 0) {
                    for (int k = 0; k < dimension; k++) {
                        gradient[i * dimension + k] +=
                                weight * (embeddings[i * dimension + k] - embeddings[j * dimension + k]);
                    }
                }
            }
        }
        return gradient;
    }

    /** log(1 + eˣ) without overflow. */
    private static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }
}

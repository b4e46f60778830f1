package example;

import java.util.random.RandomGenerator;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.core.triplet.Anchor;
import org.likeness.core.triplet.AnchorCost;
import org.likeness.core.triplet.DistanceGradients;
import org.likeness.core.triplet.Negatives;
import org.likeness.core.triplet.Totals;
import org.likeness.training.Trainer;

/**
 * The margin loss on squared distances: max(d(a,p) − β + α, 0) for a positive, max(β + α − d(a,n), 0) for a negative. (After arXiv
 * 1706.07567, §4.)
 *
 * @param beta  boundary of the distances of one person and of two, squared, in [0, 4]
 * @param alpha how far from the boundary a pair has no loss, in [0, 4]
 */
public record MarginLoss(double beta, double alpha) implements AnchorCost {
    @Override
    public void add(Anchor anchor, RandomGenerator random, Totals totals, DistanceGradients gradients) {
        for (int i = 0; i < anchor.positives(); i++) {
            double loss = anchor.toPositive(i) - beta + alpha;
            totals.learn(Math.max(loss, 0), loss > 0 ? 1 : 0, 1, 1);
            gradients.add(anchor.positive(i), loss > 0 ? 1 : 0); // ∂loss/∂d
        }
        Negatives negatives = anchor.negatives();
        for (int n = 0; n < negatives.count(); n++) {
            double loss = beta + alpha - negatives.distance(n);
            totals.learn(Math.max(loss, 0), loss > 0 ? 1 : 0, 1, 0);
            gradients.add(negatives.row(n), loss > 0 ? -1 : 0);
        }
    }

    /** A trainer that learns from it. */
    public static Trainer trainer(TrainingRecipe recipe, FaceDataset people) {
        return Trainer.of(recipe, people).loss("margin-loss(beta=1.2,alpha=0.2)", new MarginLoss(1.2, 0.2));
    }
}

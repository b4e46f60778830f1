package example;

import java.util.random.RandomGenerator;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.core.triplet.Anchor;
import org.likeness.core.triplet.AnchorMiner;
import org.likeness.core.triplet.Negatives;
import org.likeness.training.Trainer;

/** The nearest positive of each anchor, with the nearest negative that is farther away. (arXiv 1904.04370, easy positive, semi-hard.) */
public final class EasyPositiveMiner implements AnchorMiner {
    @Override
    public void choose(Anchor anchor, RandomGenerator random, Choice choice) {
        int nearest = 0;
        for (int i = 1; i < anchor.positives(); i++) {
            nearest = anchor.toPositive(i) < anchor.toPositive(nearest) ? i : nearest;
        }
        Negatives negatives = anchor.negatives(); // nearest first
        int beyond = anchor.positives() == 0 ? negatives.count() : negatives.upTo(anchor.toPositive(nearest));
        if (beyond < negatives.count()) {
            choice.add(anchor.positive(nearest), negatives.row(beyond));
        }
    }

    /** A trainer that mines so. */
    public static Trainer trainer(TrainingRecipe recipe, FaceDataset people) {
        return Trainer.of(recipe, people).miner("easy-positive", new EasyPositiveMiner());
    }
}

package example;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.likeness.core.dataset.Batch;
import org.likeness.core.dataset.BatchSampler;
import org.likeness.core.dataset.ConfusionGroups;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Shuffled;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.training.Trainer;

/**
 * Goes through all identities in epochs: each epoch shuffles them, and each batch takes the next ones with all of their pictures, or some.
 *
 * @param people     to learn from
 * @param seed       of the run
 * @param identities in a batch
 * @param pictures   of each identity, at most
 */
public record EpochSampler(FaceDataset people, long seed, int identities, int pictures) implements BatchSampler {
    @Override
    public Batch sample(long step, ConfusionGroups confusionGroups) {
        int all = people.identities().size();
        long batchesPerEpoch = Math.max(1, all / identities);
        long epoch = step / batchesPerEpoch;
        int first = (int) (step % batchesPerEpoch) * identities;
        SplittableRandom random = new SplittableRandom(new SplittableRandom(seed + epoch).nextLong());
        List<Integer> order = Shuffled.of(IntStream.range(0, all).boxed().toList(), random);
        List<Batch.Entry> entries = new ArrayList<>();
        for (int identity : order.subList(first, Math.min(first + identities, all))) {
            int own = people.identities().get(identity).pictures().size();
            for (int place = 0; place < Math.min(pictures, own); place++) {
                entries.add(Batch.Entry.of(people, identity, (int) ((step + place) % own)));
            }
        }
        return new Batch(entries);
    }

    /** A trainer that samples so. */
    public static Trainer trainer(TrainingRecipe recipe, FaceDataset people) {
        return Trainer.of(recipe, people)
                .sampler("epochs(identities=6,pictures=3)", (data, seed) -> new EpochSampler(data, seed, 6, 3));
    }
}

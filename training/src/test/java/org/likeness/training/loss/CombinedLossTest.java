package org.likeness.training.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.core.triplet.TripletObjective;
import org.likeness.model.graph.TensorData;
import org.likeness.training.distributed.ProcessGroup;
import org.likeness.training.loader.BatchLabels;
import org.likeness.training.recipe.RecipeReader;

final class CombinedLossTest {
    private static final int SIZE = TestBatch.EMBEDDING_SIZE;
    private static final int[] LABELS = {0, 0, 1, 1, 5, 5};

    private static TrainingRecipe recipe(String... settings) {
        RecipeReader reader = RecipeReader.defaults().set("mining.strategy=all");
        for (String setting : settings) {
            reader = reader.set(setting);
        }
        return reader.recipe();
    }

    private static TripletObjective objective(TrainingRecipe recipe) {
        return new TripletObjective(recipe.mining(), recipe.loss(), 1);
    }

    private static BatchLoss batchLoss(String... settings) {
        TrainingRecipe recipe = recipe(settings);
        return BatchLoss.of(recipe, objective(recipe), 8, SIZE, ProcessGroup.ALONE);
    }

    private static BatchLabels batch(long step) {
        return TestBatch.of(step, LABELS, new int[] {0, 1, 2, 3, 4, 5});
    }

    private static float[] embeddings() {
        SplittableRandom random = new SplittableRandom(1);
        float[] embeddings = new float[LABELS.length * SIZE];
        for (int row = 0; row < LABELS.length; row++) {
            double squares = 0;
            for (int i = row * SIZE; i < (row + 1) * SIZE; i++) {
                embeddings[i] = (float) random.nextDouble(-1, 1);
                squares += embeddings[i] * embeddings[i];
            }
            for (int i = row * SIZE; i < (row + 1) * SIZE; i++) {
                embeddings[i] /= (float) Math.sqrt(squares);
            }
        }
        return embeddings;
    }

    @Test
    void lossAndGradientAreTheWeightedSums() {
        LossResult triplets = batchLoss().of(embeddings(), batch(0));
        LossResult softmax = batchLoss("softmax.form=arcface", "loss.weight=0").of(embeddings(), batch(0));
        LossResult both = batchLoss("softmax.form=arcface", "loss.weight=3", "softmax.weight=0.5")
                .of(embeddings(), batch(0));
        assertThat(triplets.value()).isPositive();
        assertThat(softmax.value()).isPositive().isEqualTo(softmax.further().get("softmaxLoss"));
        assertThat(both.value()).isCloseTo(3 * triplets.value() + 0.5 * softmax.value(), within(1e-9));
        assertThat(both.further()).containsOnlyKeys("batchLoss", "softmaxLoss", "softmaxAccuracy");
        assertThat(both.further().get("batchLoss")).isEqualTo(triplets.value());
        assertThat(both.cost()).isEqualTo(triplets.cost());
        assertThat(both.statistics()).isEqualTo(triplets.statistics()).isEqualTo(softmax.statistics());
        for (int i = 0; i < both.gradient().length; i++) {
            assertThat(both.gradient()[i])
                    .isCloseTo(3 * triplets.gradient()[i] + 0.5f * softmax.gradient()[i], within(1e-6f));
        }
    }

    @Test
    void eachPartTeachesInItsOwnSteps() {
        BatchLoss batchLoss = batchLoss("softmax.form=cosface", "softmax.untilStep=5", "loss.fromStep=3");
        LossResult early = batchLoss.of(embeddings(), batch(2));
        LossResult between = batchLoss.of(embeddings(), batch(4));
        LossResult late = batchLoss.of(embeddings(), batch(5));
        assertThat(early.value()).isEqualTo(early.further().get("softmaxLoss"));
        assertThat(between.value())
                .isCloseTo(
                        between.further().getOrDefault("softmaxLoss", 0.0)
                                + between.further().getOrDefault("batchLoss", 0.0),
                        within(1e-12));
        assertThat(late.further()).containsOnlyKeys("batchLoss");
        assertThat(late.value()).isEqualTo(late.further().get("batchLoss")).isPositive();
        assertThat(early.hasGradient() && between.hasGradient() && late.hasGradient())
                .isTrue();
    }

    @Test
    void centersMoveOnceTheNetworkHasLearnedAndAtTheSchedulesShare() {
        BatchLoss batchLoss = batchLoss("softmax.form=arcface", "softmax.share=0.2");
        float[] before = centers(batchLoss.state());
        batchLoss.of(embeddings(), batch(0));
        assertThat(centers(batchLoss.state())).as("a look moves nothing").isEqualTo(before);
        batchLoss.learned(0);
        assertThat(centers(batchLoss.state())).as("at a rate of 0 they stay").containsExactly(before, within(1e-6f));
        batchLoss.of(embeddings(), batch(0));
        batchLoss.learned(0.001);
        float[] after = centers(batchLoss.state());
        int moved = 0;
        for (int one = 0; one < 8; one++) {
            float most = 0;
            for (int i = one * SIZE; i < (one + 1) * SIZE; i++) {
                most = Math.max(most, Math.abs(after[i] - before[i]));
            }
            moved += most > 1e-4f ? 1 : 0;
        }
        assertThat(moved).as("three of the batch, one in five of the others").isEqualTo(4);
    }

    private static float[] centers(Map<String, TensorData> state) {
        return state.get("softmax/centers") instanceof TensorData.Floats floats ? floats.values() : new float[0];
    }

    @Test
    void aSoftmaxOfNobodyIsRefused() {
        TrainingRecipe recipe = recipe("softmax.form=arcface");
        assertThatThrownBy(() -> BatchLoss.of(recipe, objective(recipe), 0, 0, ProcessGroup.ALONE))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

package org.likeness.core.triplet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.likeness.core.recipe.LossSettings;
import org.likeness.core.recipe.LossSettings.Form;
import org.likeness.core.recipe.LossSettings.Reduction;
import org.likeness.core.recipe.MiningSettings;
import org.likeness.core.recipe.MiningSettings.Strategy;
import org.likeness.core.search.EmbeddedPictures;

/** Miners and costs from outside, on the way that the built-in ones take. */
class CustomObjectiveTest {
    private static final float MARGIN = 0.2f;
    private static final LossSettings LOSS = new LossSettings(MARGIN, Form.SOFT, Reduction.MEAN);

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ALL") // its cost is summed in another order
    void aMinerFromOutsideTeachesWhatTheSameMinerInsideTeaches(Strategy strategy) {
        SlowBatch batch = SlowBatch.sphere(3, 90, 8, 12);
        TripletObjective inside = new TripletObjective(MiningSettings.of(strategy), LOSS, 2);
        TripletMiner miner = TripletMiner.of(strategy, MARGIN);
        TripletObjective byAnchor = TripletObjective.withMiner(miner, LOSS, 2);
        TripletObjective ofWholeBatch =
                TripletObjective.withMiner((distances, seed) -> miner.mine(distances, seed), LOSS, 2);
        EmbeddedPictures own = EmbeddedPictures.distinct(batch.embeddings(), batch.labels());
        SlowBatch before = SlowBatch.sphere(4, 40, 8, 12);
        for (EmbeddedPictures others :
                List.of(EmbeddedPictures.NONE, EmbeddedPictures.distinct(before.embeddings(), before.labels()))) {
            TripletObjective.Result expected = inside.of(own, others, 0, 5);
            for (TripletObjective objective : List.of(byAnchor, ofWholeBatch)) {
                TripletObjective.Result result = objective.of(own, others, 0, 5);
                assertThat(result.cost()).isEqualTo(expected.cost());
                assertThat(result.minedShare()).isEqualTo(expected.minedShare());
                assertThat(result.gradient()).containsExactly(expected.gradient());
            }
        }
    }

    @Test
    void minesAMatrixAsItMinesEmbeddings() {
        SlowBatch batch = SlowBatch.sphere(5, 30, 6, 5);
        Triplets ofEmbeddings = TripletMiner.of(Strategy.SEMI_HARD, MARGIN)
                .mine(BatchDistances.of(batch.embeddings(), batch.labels()), 1);
        Triplets ofMatrix = TripletMiner.of(Strategy.SEMI_HARD, MARGIN).mine(batch.distances(), batch.labels(), 1);
        assertThat(ofMatrix.size()).isPositive();
        assertThat(ofMatrix.anchors()).containsExactly(ofEmbeddings.anchors());
        assertThat(ofMatrix.negatives()).containsExactly(ofEmbeddings.negatives());
        assertThatThrownBy(() ->
                        TripletMiner.of(Strategy.DISTANCE_WEIGHTED, MARGIN).mine(batch.distances(), batch.labels(), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("needs the embedding size");
    }

    @Test
    void whatIsNoMatrixOfTheBatchIsRefused() {
        assertThatThrownBy(() -> BatchDistances.of(new float[2][3], new int[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a square");
        assertThatThrownBy(() -> BatchDistances.of(new float[][] {{0, Float.NaN}, {Float.NaN, 0}}, new int[2]))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void severalNegativesOfAPairAreOneMinedPair() {
        SlowBatch batch = SlowBatch.sphere(7, 24, 6, 4);
        TripletObjective.Result result =
                TripletObjective.withMiner(new AllMiner(), LOSS, 1).of(batch.embeddings(), batch.labels(), 0, 1);
        assertThat(result.cost().triplets()).isEqualTo(batch.allValid().size());
        assertThat(result.minedShare()).isEqualTo(1);
    }

    @Test
    void theGradientOfALossFromOutsideIsThatOfItsValue() {
        AnchorCost squares = (anchor, random, totals, gradients) -> {
            for (int i = 0; i < anchor.positives(); i++) {
                double d = anchor.toPositive(i);
                totals.learn(d * d, 1, 1, 1);
                gradients.add(anchor.positive(i), (float) (2 * d));
            }
            for (int n = 0; n < anchor.negatives().count(); n++) {
                double d = anchor.negatives().distance(n);
                totals.learn(Math.exp(-d), 1, 1, 0);
                gradients.add(anchor.negatives().row(n), (float) -Math.exp(-d));
            }
        };
        TripletObjective objective = TripletObjective.withCost(squares, LOSS, 2);
        SlowBatch batch = SlowBatch.sphere(11, 70, 4, 9);
        float[] embeddings = batch.embeddings();
        float[] gradient = objective.of(embeddings, batch.labels(), 0, 1).gradient();
        for (int i = 0; i < embeddings.length; i += 37) {
            double h = 1e-2;
            double change = value(objective, batch, i, h) - value(objective, batch, i, -h);
            assertThat(gradient[i]).as("number %d", i).isCloseTo((float) (change / (2 * h)), within(2e-4f));
        }
    }

    private static double value(TripletObjective objective, SlowBatch batch, int place, double change) {
        float[] embeddings = batch.embeddings().clone();
        embeddings[place] += (float) change;
        return objective.of(embeddings, batch.labels(), 0, 1).cost().value();
    }

    @Test
    void triplesOfOtherRowsAreRefused() {
        SlowBatch batch = SlowBatch.sphere(2, 8, 4, 3);
        List<Triplet> wrong = new ArrayList<>();
        IntStream.of(0, 7).forEach(row -> wrong.add(new Triplet(row, row, row)));
        wrong.add(new Triplet(8, 0, 1));
        wrong.add(new Triplet(0, -1, 1));
        for (Triplet triplet : wrong) {
            TripletObjective objective =
                    TripletObjective.withMiner((distances, seed) -> Triplets.of(List.of(triplet)), LOSS, 1);
            assertThatThrownBy(() -> objective.of(batch.embeddings(), batch.labels(), 0, 1))
                    .as("%s", triplet)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}

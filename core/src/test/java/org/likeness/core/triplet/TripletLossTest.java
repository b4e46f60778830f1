package org.likeness.core.triplet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.likeness.core.recipe.LossSettings;
import org.likeness.core.recipe.LossSettings.Form;
import org.likeness.core.recipe.LossSettings.Reduction;
import org.likeness.core.recipe.MiningSettings;

class TripletLossTest {
    @Test
    void definitionsWorkedExample() {
        assertThat(TripletLoss.of(0.5, 0.51, 0.2)).isCloseTo(0.19, within(1e-6));
        assertThat(TripletLoss.of(0.5, 0.7, 0.2)).isCloseTo(0, within(1e-6));
    }

    @Test
    void workedExampleInABatch() {
        // Row 0 is the anchor: 0.5 from its positive, 0.51 and 0.8 from two negatives.
        float[] d = {0, 0.5f, 0.51f, 0.8f, 0.5f, 0, 3, 3, 0.51f, 3, 0, 3, 0.8f, 3, 3, 0};
        DistanceMatrix distances = new DistanceMatrix(4, d);
        Triplets triplets = new Triplets(new int[] {0, 0}, new int[] {1, 1}, new int[] {2, 3});
        TripletLoss.Cost cost =
                new TripletLoss(new LossSettings(0.2, Form.HINGE, Reduction.MEAN_ACTIVE)).of(distances, triplets);
        assertThat(cost.sum()).isCloseTo(0.19, within(1e-6));
        assertThat(cost.value()).isCloseTo(0.19, within(1e-6));
        assertThat(cost.active()).isEqualTo(1);
        assertThat(cost.triplets()).isEqualTo(2);
    }

    @Test
    void noTripletCostsNothingAndPullsNowhere() {
        DistanceMatrix distances = DistanceMatrix.of(new float[] {1, 0, 0, 1}, 2);
        for (Reduction reduction : Reduction.values()) {
            TripletLoss.Cost cost =
                    new TripletLoss(new LossSettings(0.2, Form.SOFT, reduction)).of(distances, Triplets.NONE);
            assertThat(cost.value()).isZero();
            assertThat(cost.distanceGradient()).containsOnly(0f);
        }
    }

    @Test
    void softFormNeitherOverflowsNorVanishes() {
        DistanceMatrix far = new DistanceMatrix(3, new float[] {0, 2000, 0, 2000, 0, 0, 0, 0, 0});
        Triplets triplets = new Triplets(new int[] {0}, new int[] {1}, new int[] {2});
        TripletLoss.Cost cost = new TripletLoss(new LossSettings(0, Form.SOFT, Reduction.SUM)).of(far, triplets);
        assertThat(cost.value()).isCloseTo(2000, within(1e-9));
        assertThat(cost.distanceGradient()[1]).isEqualTo(1);
    }

    static Stream<LossSettings> forms() {
        return Stream.of(Form.values())
                .flatMap(
                        form -> Stream.of(Reduction.values()).map(reduction -> new LossSettings(0.2, form, reduction)));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void gradientMatchesFiniteDifferences(LossSettings settings) {
        for (long seed = 1; seed <= 5; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int batch = 8;
            int dimension = 5;
            int[] labels = {0, 0, 0, 1, 1, 2, 2, 3};
            double[] embeddings =
                    random.doubles((long) batch * dimension, -0.6, 0.6).toArray();
            float[] single = toFloats(embeddings);
            DistanceMatrix distances = DistanceMatrix.of(single, batch);
            Triplets triplets = TripletMiners.of(
                            new MiningSettings(MiningSettings.Strategy.ALL, MiningSettings.Negative.NEAREST))
                    .mine(distances, labels, 0.2f, random);
            TripletLoss.Cost cost = new TripletLoss(settings).of(distances, triplets);
            float[] gradient = TripletLoss.gradient(single, cost.distanceGradient());
            double step = 1e-6;
            for (int i = 0; i < embeddings.length; i++) {
                double kept = embeddings[i];
                embeddings[i] = kept + step;
                double above = slowLoss(embeddings, batch, triplets, settings);
                embeddings[i] = kept - step;
                double below = slowLoss(embeddings, batch, triplets, settings);
                embeddings[i] = kept;
                double expected = (above - below) / (2 * step);
                assertThat((double) gradient[i])
                        .as("seed %d, value %d of %s", seed, i, settings)
                        .isCloseTo(expected, within(2e-5 * Math.max(1, Math.abs(expected))));
            }
        }
    }

    /** The definition, in double precision, with nothing clever in it. */
    private static double slowLoss(double[] embeddings, int batch, Triplets triplets, LossSettings settings) {
        int dimension = embeddings.length / batch;
        double sum = 0;
        int active = 0;
        for (int t = 0; t < triplets.size(); t++) {
            Triplet triplet = triplets.get(t);
            double x = distance(embeddings, triplet.anchor(), triplet.positive(), dimension)
                    - distance(embeddings, triplet.anchor(), triplet.negative(), dimension)
                    + settings.margin();
            double loss = settings.form() == Form.HINGE ? Math.max(x, 0) : Math.log(1 + Math.exp(x));
            sum += loss;
            active += loss > 0 ? 1 : 0;
        }
        return switch (settings.reduction()) {
            case SUM -> sum;
            case MEAN -> sum / triplets.size();
            case MEAN_ACTIVE -> sum / active;
        };
    }

    private static double distance(double[] embeddings, int a, int b, int dimension) {
        double sum = 0;
        for (int k = 0; k < dimension; k++) {
            sum += Math.pow(embeddings[a * dimension + k] - embeddings[b * dimension + k], 2);
        }
        return sum;
    }

    private static float[] toFloats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}

package org.likeness.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.model.EncoderModel;
import org.likeness.training.Noise;
import org.likeness.training.SmallRun;
import org.likeness.training.graph.TrainableGraph;
import org.likeness.training.graph.TrainingPass;
import org.likeness.training.libtorch.Libtorch;
import org.likeness.training.libtorch.Precision;
import org.likeness.training.loader.LoadedBatch;
import org.likeness.training.optimizer.Optimizer;

final class TrainingStepTest {
    private static final int[] LABELS = {0, 0, 0, 1, 1, 2, 3, 3, 3};
    private static final double MARGIN = 0.2;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void figuresAreThoseOfTheDefinition(long seed) {
        Libtorch.setThreads(2);
        TrainingRecipe recipe = SmallRun.recipe("network.dropout=0", "seed=" + seed);
        EncoderModel start = StartingPoint.of(recipe).encoder();
        LoadedBatch batch = Noise.batch(0, LABELS, start.spec(), seed);
        try (TrainableGraph graph = open(start);
                Optimizer optimizer = Optimizer.of(recipe.optimizer(), graph.parameters())) {
            TrainingStep.Outcome outcome = new TrainingStep(recipe, graph, optimizer).take(batch);
            SlowFigures expected = SlowFigures.of(distances(start, batch.pixels()));
            assertThat(outcome.lossResult().statistics().activeShare()).isCloseTo(expected.activeShare, within(1e-12));
            assertThat(outcome.lossResult().minedShare()).isCloseTo(expected.minedShare, within(1e-12));
            assertThat(outcome.lossResult().cost()).isCloseTo(expected.cost, within(1e-5));
            assertThat(outcome.lossResult().value())
                    .isCloseTo(expected.cost / Math.max(1, expected.mined), within(1e-6));
            assertThat(outcome.learningRate()).isPositive();
        }
    }

    /** All triplets in three loops: the share of them that is active, and what semi-hard mining makes of them. */
    private record SlowFigures(double activeShare, double minedShare, double cost, int mined) {
        static SlowFigures of(float[][] d) {
            int valid = 0;
            int active = 0;
            int pairs = 0;
            int mined = 0;
            double cost = 0;
            for (int a = 0; a < LABELS.length; a++) {
                for (int p = 0; p < LABELS.length; p++) {
                    if (a == p || LABELS[a] != LABELS[p]) {
                        continue;
                    }
                    pairs++;
                    double least = Double.POSITIVE_INFINITY;
                    for (int n = 0; n < LABELS.length; n++) {
                        if (LABELS[n] != LABELS[a]) {
                            valid++;
                            boolean isActive = d[a][n] < d[a][p] + (float) MARGIN;
                            active += isActive ? 1 : 0;
                            if (isActive && d[a][n] > d[a][p]) {
                                least = Math.min(least, d[a][n]);
                            }
                        }
                    }
                    if (least < Double.POSITIVE_INFINITY) {
                        mined++;
                        cost += d[a][p] - least + MARGIN;
                    }
                }
            }
            return new SlowFigures((double) active / valid, (double) mined / pairs, cost, mined);
        }
    }

    private static float[][] distances(EncoderModel start, float[] pixels) {
        try (TrainableGraph graph = open(start);
                TrainingPass pass = graph.begin(pixels, LABELS.length)) {
            int size = pass.embeddings().length / LABELS.length;
            float[][] distances = new float[LABELS.length][LABELS.length];
            for (int a = 0; a < LABELS.length; a++) {
                for (int b = 0; b < LABELS.length; b++) {
                    double squares = 0;
                    for (int i = 0; i < size; i++) {
                        double difference = pass.embeddings()[a * size + i] - pass.embeddings()[b * size + i];
                        squares += difference * difference;
                    }
                    distances[a][b] = (float) squares;
                }
            }
            return distances;
        }
    }

    private static TrainableGraph open(EncoderModel start) {
        return TrainableGraph.of(start.graph(), Set.copyOf(start.trainable()), Precision.FLOAT);
    }
}

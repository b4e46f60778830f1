package org.likeness.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.likeness.core.LikenessException;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.model.EncoderModel;
import org.likeness.model.graph.TensorData;
import org.likeness.training.Noise;
import org.likeness.training.SmallRun;
import org.likeness.training.graph.TrainableGraph;
import org.likeness.training.libtorch.Precision;
import org.likeness.training.loader.LoadedBatch;
import org.likeness.training.optimizer.Optimizer;

class MemoryDriftTest {
    private static final int[] LABELS = {0, 0, 1, 1, 2, 2, 3, 3, 4, 4};
    private static final TrainingRecipe RECIPE = SmallRun.recipe();
    private static final EncoderModel START = StartingPoint.of(RECIPE).encoder();

    private static LoadedBatch batch(long step) {
        return Noise.batch(step, LABELS, START.spec(), step);
    }

    private static TrainableGraph graph() {
        return TrainableGraph.of(START.graph(), Set.copyOf(START.trainable()), Precision.FLOAT);
    }

    @Test
    void isTheDistanceBetweenThePicturesThenAndNow() {
        MemoryDrift drift = new MemoryDrift(25);
        MemoryDrift resumed = new MemoryDrift(25);
        try (TrainableGraph graph = graph();
                Optimizer optimizer = Optimizer.of(RECIPE.optimizer(), graph.parameters())) {
            TrainingStep step = new TrainingStep(RECIPE, graph, optimizer);
            float[] then = graph.embed(batch(0).pixels(), LABELS.length);
            assertThat(drift.stepped(graph, batch(0), batch(0).size())).isEmpty();
            for (int number = 1; number <= 2; number++) {
                step.take(batch(number));
                assertThat(drift.stepped(graph, batch(number), batch(number).size()))
                        .isEmpty();
            }
            resumed.load(drift.state());
            step.take(batch(3));
            float[] now = graph.embed(batch(0).pixels(), LABELS.length);
            double squares = 0;
            for (int i = 0; i < now.length; i++) {
                squares += (double) (now[i] - then[i]) * (now[i] - then[i]);
            }
            OptionalDouble found = drift.stepped(graph, batch(3), batch(3).size());
            assertThat(found.orElseThrow()).isPositive().isCloseTo(squares / LABELS.length, within(1e-6));
            assertThat(resumed.stepped(graph, batch(3), batch(3).size())).isEqualTo(found);
            assertThat(drift.stepped(graph, batch(4), batch(4).size()))
                    .as("the next batch has its turn")
                    .isEmpty();
        }
    }

    @Test
    void isNothingWhereNothingIsLearned() {
        MemoryDrift drift = new MemoryDrift(5);
        try (TrainableGraph graph = graph()) {
            drift.stepped(graph, batch(0), batch(0).size());
            assertThat(drift.stepped(graph, batch(1), batch(1).size())).hasValue(0);
        }
    }

    @Test
    void incompleteTensorsAreRefused() {
        MemoryDrift drift = new MemoryDrift(5);
        try (TrainableGraph graph = graph()) {
            drift.stepped(graph, batch(0), batch(0).size());
        }
        Map<String, TensorData> state = new TreeMap<>(drift.state());
        state.remove("since");
        assertThatThrownBy(() -> drift.load(state)).isInstanceOf(LikenessException.class);
    }
}

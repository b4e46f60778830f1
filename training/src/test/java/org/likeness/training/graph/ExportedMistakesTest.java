package org.likeness.training.graph;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.likeness.training.graph.GraphFixture.attribute;
import static org.likeness.training.graph.GraphFixture.ints;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.likeness.training.graph.operator.UnsupportedOperatorException;
import org.likeness.training.libtorch.Precision;

/** What exporters write that cannot be honored, or does not fit together, is named with its node. */
final class ExportedMistakesTest {
    private static GraphFixture graph(Consumer<GraphFixture> nodes) {
        GraphFixture fixture = new GraphFixture(new SplittableRandom(1), 13, 2, 6);
        nodes.accept(fixture);
        return fixture;
    }

    /** Before anything runs. */
    private static void requireRefused(String message, Consumer<GraphFixture> nodes) {
        assertThatThrownBy(() -> TrainableGraph.of(graph(nodes).build(), Set.of(), Precision.FLOAT))
                .isInstanceOf(UnsupportedOperatorException.class)
                .hasMessageContaining("node \"node-0\"")
                .hasMessageContaining(message);
    }

    /** When the sizes are known. */
    private static void requireFailed(String message, Consumer<GraphFixture> nodes) {
        try (TrainableGraph graph = TrainableGraph.of(graph(nodes).build(), Set.of(), Precision.FLOAT)) {
            assertThatThrownBy(() -> graph.embed(new float[12], 2))
                    .isInstanceOf(GraphExecutionException.class)
                    .hasMessageContaining("node \"node-0\": ")
                    .hasMessageContaining(message);
        }
    }

    @Test
    void aSecondOutputIsReadOnlyOfOperatorsThatHaveSeveral() {
        requireRefused(
                "its output \"mask\" is read; only the first one is supported",
                graph -> graph.nodeGiving(
                                "Dropout", Map.of(), List.of("input", graph.number(0.5)), List.of("kept", "mask"))
                        .nodeOf("Where", Map.of(), List.of("mask", "kept", "input")));
    }

    @Test
    void partsThatDoNotFillTheirAxisFail() {
        requireFailed(
                "parts of [2, 3], 2 outputs, an axis of 6: they do not fit",
                graph -> graph.nodeGiving(
                        "Split",
                        Map.of("axis", attribute(1)),
                        List.of("input", graph.whole(2, 3)),
                        List.of("first", "second")));
        requireFailed(
                "parts of [2, 2, 2], 2 outputs",
                graph -> graph.nodeGiving(
                        "Split",
                        Map.of("axis", attribute(1)),
                        List.of("input", graph.whole(2, 2, 2)),
                        List.of("first", "second")));
    }

    @Test
    void placesThatAreNoneFail() {
        requireFailed(
                "index 6, counted from the front: there are 6 places",
                graph -> graph.node("Gather", Map.of("axis", attribute(1)), graph.whole(6)));
        requireFailed(
                "index -1, counted from the front",
                graph -> graph.node("Gather", Map.of("axis", attribute(1)), graph.whole(-7)));
        requireFailed(
                "1 starts, 2 ends, 1 axes and 1 steps",
                graph -> graph.node("Slice", Map.of(), graph.whole(0), graph.whole(1, 2), graph.whole(0)));
        requireFailed("3 margins for 2 axes", graph -> graph.node("Pad", Map.of(), graph.whole(1, 1, 1)));
    }

    @Test
    void wholeNumbersAreNotDividedByZero() {
        requireFailed(
                "integer division by 0",
                graph -> graph.nodeOf("Div", Map.of(), List.of(graph.whole(1, 2), graph.whole(1, 0))));
    }

    @Test
    void whatCannotBeHonoredIsRefused() {
        requireRefused("attribute to = 10 is not supported", graph -> graph.node("Cast", Map.of("to", attribute(10))));
        requireRefused(
                "attributes output_shape and auto_pad = SAME are not supported",
                graph -> graph.node("ConvTranspose", Map.of("output_shape", ints(4, 4)), graph.weights(1, 6, 2, 2, 2)));
        requireRefused(
                "attribute mode = mirror is not supported",
                graph -> graph.node("Pad", Map.of("mode", attribute("mirror")), graph.whole(0, 0, 0, 0)));
        requireRefused("input 1 (shape) is missing", graph -> graph.node("Expand", Map.of()));
        requireRefused("must be whole numbers", graph -> graph.node("Expand", Map.of(), graph.number(2)));
    }
}

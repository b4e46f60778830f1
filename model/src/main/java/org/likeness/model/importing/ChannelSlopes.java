package org.likeness.model.importing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.likeness.model.graph.Node;
import org.likeness.model.graph.ShapeTrace;
import org.likeness.model.graph.TensorData;

/**
 * Reshapes the slopes of PRelu for ONNX's broadcasting. MXNet exported one slope per channel as [C], which ONNX would broadcast along the
 * columns of a map: they become [C, 1, 1]. (ONNX, PRelu and <i>Broadcasting</i>; MXNet, {@code LeakyReLU} with {@code act_type='prelu'}.)
 */
final class ChannelSlopes {
    private static final int CHANNELS = 1; // axis of a map [B, C, H, W]

    private final GraphEditor graph;
    private final Map<String, String> shaped = new HashMap<>();

    private ChannelSlopes(GraphEditor graph) {
        this.graph = graph;
    }

    static void apply(GraphEditor graph) {
        ShapeTrace shapes = ShapeTrace.of(List.of(graph.input()), graph.stored(), graph.nodes());
        ChannelSlopes slopes = new ChannelSlopes(graph);
        graph.replace(node -> slopes.fitted(node, shapes));
        if (!slopes.shaped.isEmpty()) {
            graph.changed(String.format(
                    Locale.ROOT,
                    "slopes of %d PRelu taken as one a channel: [C] made [C, 1, 1]",
                    slopes.shaped.size()));
        }
    }

    private Node fitted(Node node, ShapeTrace shapes) {
        if (!node.operator().equals("PRelu")
                || !(graph.stored(node.input(1)).orElse(null) instanceof TensorData.Floats slopes)) {
            return node;
        }
        long[] map = shapes.shape(node.input(0)).orElse(new long[0]);
        long count = slopes.elements();
        if (map.length < 3 || slopes.shape().length != 1 || count == 1 || map[CHANNELS] != count) {
            return node;
        }
        long[] shape = new long[map.length - 1];
        Arrays.fill(shape, 1);
        shape[0] = count;
        String name = shaped.computeIfAbsent(
                node.input(1),
                stated -> graph.store(stated + ".by-channel", new TensorData.Floats(shape, slopes.values())));
        List<String> inputs = new ArrayList<>(node.inputs());
        inputs.set(1, name);
        return node.withInputs(inputs);
    }
}

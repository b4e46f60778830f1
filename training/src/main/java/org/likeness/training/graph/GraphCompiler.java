package org.likeness.training.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.likeness.core.LikenessException;
import org.likeness.model.graph.FaintWeights;
import org.likeness.model.graph.Node;
import org.likeness.model.graph.OnnxGraph;
import org.likeness.model.graph.TensorData;
import org.likeness.model.graph.ValueInfo;
import org.likeness.training.graph.convolution.ConvolutionChoice;
import org.likeness.training.graph.operator.GraphSettings;
import org.likeness.training.graph.operator.NodeSettings;
import org.likeness.training.graph.operator.Operator;
import org.likeness.training.graph.operator.OperatorRegistry;
import org.likeness.training.graph.operator.UnsupportedOperatorException;

/** Compiles a graph to a {@link Program}: checks every node before execution, and assigns a slot to each value. */
final class GraphCompiler {
    private static final String EMBEDDING = "embedding";

    /** Operators whose gradient needs their output no more, and whose output shares no memory with an input. */
    private static final Set<String> LEAVE_THEIR_OUTPUT =
            Set.of("Conv", "Gemm", "MatMul", "BatchNormalization", "PRelu", "Add", "Sub", "Concat");

    private final OnnxGraph graph;
    private final GraphSettings settings;
    private final ConvolutionChoice convolutions;
    private final OperatorRegistry registry = OperatorRegistry.standard();
    private final Map<String, Integer> slots = new HashMap<>();
    private final Map<String, TensorData> stored = new LinkedHashMap<>();
    private final Set<String> statistics = new TreeSet<>();
    private final Set<String> changing;

    GraphCompiler(OnnxGraph graph, Set<String> trainable, GraphSettings settings, ConvolutionChoice convolutions) {
        this.graph = graph;
        this.settings = settings;
        this.convolutions = convolutions;
        stored.putAll(FaintWeights.zeroed(graph).initializers());
        graph.nodes().stream()
                .filter(Node::isConstant)
                .forEach(node -> stored.put(node.outputs().get(0), constantOf(node)));
        changing = new TreeSet<>(trainable);
        for (Node node : graph.nodes()) {
            if (node.operator().equals("BatchNormalization") && node.inputs().size() == 5) {
                statistics.addAll(node.inputs().subList(3, 5));
            }
        }
        changing.addAll(statistics);
    }

    /** The one input that is fed. */
    ValueInfo input() {
        List<ValueInfo> fed = graph.inputs().stream()
                .filter(value -> !graph.initializers().containsKey(value.name()))
                .toList();
        if (fed.size() != 1) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "the graph has %d inputs %s: an encoder has one, the pictures",
                    fed.size(),
                    fed.stream().map(ValueInfo::name).toList()));
        }
        return fed.get(0);
    }

    /** All tensors stored in the graph, constants among the nodes included. */
    Map<String, TensorData> stored() {
        return stored;
    }

    /** Names of the running statistics of batch-normalizations. */
    Set<String> statistics() {
        return statistics;
    }

    /** The slot of each stored tensor is found by its name. */
    int slot(String name) {
        return slots.computeIfAbsent(name, key -> slots.size());
    }

    Program compile() {
        int input = slot(input().name());
        stored.keySet().forEach(this::slot);
        Map<String, TensorData> constants = new HashMap<>(stored);
        constants.keySet().removeAll(changing);
        List<Node> nodes =
                graph.nodes().stream().filter(node -> !node.isConstant()).toList();
        List<Part> parts = parts(nodes);
        Map<String, Integer> lastUse = lastUses(parts);
        Set<String> overwritable = overwritable(nodes);
        List<Program.Step> steps = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            steps.add(step(parts.get(i), i, constants, lastUse, overwritable));
        }
        int output = requireSlot(output(), "the graph's output");
        return new Program(List.copyOf(steps), slots.size(), input, output);
    }

    /** One output of a node: a node of which several are read is run once for each. */
    private record Part(Node node, int output) {
        String value() {
            return node.outputs().get(output);
        }
    }

    private List<Part> parts(List<Node> nodes) {
        Set<String> read = new TreeSet<>(Set.of(output()));
        nodes.stream().map(Node::inputs).forEach((Collection<String> names) -> read.addAll(names));
        List<Part> parts = new ArrayList<>();
        for (Node node : nodes) {
            for (int i = 0; i < node.outputs().size(); i++) {
                String value = node.outputs().get(i);
                if (i == 0 || (!value.isEmpty() && read.contains(value))) {
                    parts.add(new Part(node, i));
                }
            }
        }
        return parts;
    }

    private Program.Step step(
            Part part,
            int index,
            Map<String, TensorData> constants,
            Map<String, Integer> lastUse,
            Set<String> overwritable) {
        Node node = part.node();
        long version = version(node);
        Operator operator = registry.prepare(
                node,
                version,
                new NodeSettings(node, part.output(), version, constants, settings, overwritable, convolutions));
        int[] inputs = node.inputs().stream()
                .mapToInt(name -> name.isEmpty() ? -1 : requireSlot(name, "node \"" + nameOf(node) + "\""))
                .toArray();
        int output = slot(part.value());
        int[] finished = node.inputs().stream()
                .distinct()
                .filter(name -> lastUse.getOrDefault(name, -1) == index)
                .mapToInt(this::slot)
                .toArray();
        return new Program.Step(node, operator, inputs, output, finished);
    }

    /** The last step that reads each value that a step computes; the graph's output has none. */
    private Map<String, Integer> lastUses(List<Part> parts) {
        Map<String, Integer> last = new HashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            for (String name : parts.get(i).node().inputs()) {
                last.put(name, i);
            }
        }
        last.keySet().removeAll(stored.keySet());
        last.remove(input().name());
        last.remove(output());
        return last;
    }

    /** Values that a single node reads once, and that are not needed afterwards, not even for a gradient. */
    private Set<String> overwritable(List<Node> nodes) {
        Set<String> names = new TreeSet<>();
        for (Node node : nodes) {
            if (LEAVE_THEIR_OUTPUT.contains(node.operator())) {
                names.add(node.outputs().get(0));
            }
        }
        names.remove(output());
        Set<String> readOnce = new TreeSet<>();
        for (Node node : nodes) {
            for (String name : node.inputs()) {
                if (!readOnce.add(name)) {
                    names.remove(name);
                }
            }
        }
        return names;
    }

    private int requireSlot(String name, String reader) {
        Integer slot = slots.get(name);
        if (slot != null) {
            return slot;
        }
        throw LikenessException.corrupt(String.format(
                Locale.ROOT, "invalid graph: %s reads \"%s\", which no earlier node produces", reader, name));
    }

    private String output() {
        List<String> names = graph.outputs().stream().map(ValueInfo::name).toList();
        if (names.contains(EMBEDDING)) {
            return EMBEDDING;
        }
        if (names.size() != 1) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "the graph has the outputs %s: an encoder has one, or one named \"%s\"",
                    names,
                    EMBEDDING));
        }
        return names.get(0);
    }

    private long version(Node node) {
        Long version = graph.opsets().get(node.domain());
        if (version == null && node.domain().equals("ai.onnx")) {
            version = graph.opsets().get("");
        }
        if (version == null) {
            throw LikenessException.corrupt(String.format(
                    Locale.ROOT,
                    "invalid graph: node \"%s\" has domain \"%s\", whose version is not stated",
                    nameOf(node),
                    node.domain()));
        }
        return version;
    }

    private static String nameOf(Node node) {
        return UnsupportedOperatorException.name(node);
    }

    private TensorData constantOf(Node node) {
        return node.constant()
                .orElseThrow(() -> new UnsupportedOperatorException(
                        node,
                        version(node),
                        String.format(
                                Locale.ROOT,
                                "attributes %s: one tensor or number is supported",
                                node.attributes().keySet())));
    }

    /** Whether a stored tensor takes part as numbers, and may be learned. */
    static boolean isNumbers(@Nullable TensorData data) {
        return data instanceof TensorData.Floats floats
                && Arrays.stream(floats.shape()).allMatch(size -> size > 0);
    }
}

package org.likeness.training.graph.operator;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.likeness.model.graph.Node;

/**
 * The trainable operators, by domain, name and the first version of the domain with the implemented semantics.
 *
 * @see <a href="https://onnx.ai/onnx/operators/">ONNX's operators</a>
 */
public final class OperatorRegistry {
    /** The newest version of ONNX's own domain whose changes were read; a later one may have changed an operator's meaning. */
    static final long NEWEST_VERSION = 22;

    private final Map<String, TreeMap<Long, Operator.Factory>> factories = new HashMap<>();
    private final Set<String> severalOutputs = new HashSet<>();

    /** All operators there are. */
    public static OperatorRegistry standard() {
        OperatorRegistry registry = new OperatorRegistry();
        Convolutions.register(registry);
        Normalizations.register(registry);
        Activations.register(registry);
        Arithmetic.register(registry);
        Poolings.register(registry);
        Reductions.register(registry);
        Shapes.register(registry);
        Selections.register(registry);
        return registry;
    }

    /** An operator of ONNX's own domain, from a version on. */
    void add(String name, long since, Operator.Factory factory) {
        factories.computeIfAbsent(name, key -> new TreeMap<>()).put(since, factory);
    }

    /** As {@link #add}, for an operator that is asked for each of its outputs by itself: {@link NodeSettings#output()}. */
    void addOfSeveralOutputs(String name, long since, Operator.Factory factory) {
        severalOutputs.add(name);
        add(name, since, factory);
    }

    /**
     * Makes a node ready.
     *
     * @param version of the node's domain
     * @throws UnsupportedOperatorException if the node cannot be run as it stands
     */
    public Operator prepare(Node node, long version, NodeSettings settings) {
        TreeMap<Long, Operator.Factory> versions = isOnnx(node.domain()) ? factories.get(node.operator()) : null;
        if (versions == null) {
            throw new UnsupportedOperatorException(
                    node, version, "this operator is not trainable; export the network with other operators");
        }
        var since = versions.floorEntry(version);
        if (since == null || version > NEWEST_VERSION) {
            throw new UnsupportedOperatorException(
                    node,
                    version,
                    String.format(
                            Locale.ROOT,
                            "versions %d to %d are trainable; convert the graph with onnx.version_converter",
                            versions.firstKey(),
                            NEWEST_VERSION));
        }
        if (settings.output() > 0 && !severalOutputs.contains(node.operator())) {
            throw settings.refuse(String.format(
                    Locale.ROOT,
                    "its output \"%s\" is read; only the first one is supported",
                    node.outputs().get(settings.output())));
        }
        Operator operator = since.getValue().prepare(settings);
        settings.requireAllRead();
        return operator;
    }

    private static boolean isOnnx(String domain) {
        return domain.isEmpty() || domain.equals("ai.onnx");
    }
}

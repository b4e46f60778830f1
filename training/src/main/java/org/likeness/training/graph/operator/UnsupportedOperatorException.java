package org.likeness.training.graph.operator;

import java.util.Locale;
import org.likeness.core.LikenessException;
import org.likeness.model.graph.Node;

/** A node cannot be trained: unknown operator, version, attribute or kind of input. */
public final class UnsupportedOperatorException extends LikenessException {
    private static final long serialVersionUID = 1L;

    public UnsupportedOperatorException(Node node, long version, String reason) {
        super(
                Kind.UNSUPPORTED,
                String.format(
                        Locale.ROOT,
                        "operator %s (domain %s, version %d) in node \"%s\": %s",
                        node.operator(),
                        domain(node),
                        version,
                        name(node),
                        reason));
    }

    private static String domain(Node node) {
        return node.domain().isEmpty() ? "ai.onnx" : node.domain();
    }

    /** The node's name or, as names are optional, what it gives. */
    public static String name(Node node) {
        return node.name().isEmpty() ? String.join(", ", node.outputs()) : node.name();
    }
}

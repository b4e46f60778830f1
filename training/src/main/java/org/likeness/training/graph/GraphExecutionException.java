package org.likeness.training.graph;

import java.util.Locale;
import org.likeness.model.graph.Node;

/** A node failed while the graph ran: its inputs do not fit each other, or memory ran out. */
public final class GraphExecutionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GraphExecutionException(Node node, RuntimeException cause) {
        super(
                String.format(
                        Locale.ROOT,
                        "%s in node \"%s\": %s",
                        node.operator(),
                        UnsupportedOperatorException.name(node),
                        firstLine(cause)),
                cause);
    }

    /** libtorch's messages carry a native trace from the second line on. */
    static String firstLine(RuntimeException cause) {
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("no reason given");
    }
}

package org.likeness.training.graph;

import java.util.Locale;
import org.likeness.core.Printable;
import org.likeness.model.graph.Node;

/** A node failed while the graph ran: its inputs do not fit each other, or memory ran out. */
public final class GraphExecutionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GraphExecutionException(Node node, RuntimeException cause) {
        super( // libtorch's messages carry a native trace from the second line on
                String.format(
                        Locale.ROOT,
                        "%s in node \"%s\": %s",
                        node.operator(),
                        UnsupportedOperatorException.name(node),
                        Printable.firstLine(cause)),
                cause);
    }
}

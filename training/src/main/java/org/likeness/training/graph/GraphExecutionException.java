package org.likeness.training.graph;

import java.util.Locale;
import org.likeness.core.Printable;
import org.likeness.model.graph.Node;
import org.likeness.training.graph.operator.UnsupportedOperatorException;

/** A node failed during execution: incompatible inputs, or out of memory. */
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

package org.likeness.api.model;

import java.util.List;
import org.likeness.api.NamedCount;

/**
 * The structure of a network.
 *
 * @param opset             version of ONNX's operators
 * @param operators         nodes by operator, in the order of the names
 * @param storedNumberCount numbers in stored tensors
 */
public record GraphFacts(long opset, List<NamedCount> operators, long storedNumberCount) {
    public GraphFacts {
        operators = List.copyOf(operators);
    }
}

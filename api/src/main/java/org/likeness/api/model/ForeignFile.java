package org.likeness.api.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An ONNX file of another program, without a specification.
 *
 * @param file      the file
 * @param sha256    its hash, 64 hexadecimal digits
 * @param publishedName the model of the catalog that it belongs to; null if it is unknown
 * @param task      its task in that model; null if it is unknown
 * @param inputs    inputs
 * @param outputs   outputs
 * @param graph     the network
 * @param warnings  why it cannot be used as it is
 */
public record ForeignFile(
        String file,
        String sha256,
        @Nullable String publishedName,
        @Nullable String task,
        List<TensorShape> inputs,
        List<TensorShape> outputs,
        GraphFacts graph,
        List<String> warnings)
        implements ModelDescription {
    public ForeignFile {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        warnings = List.copyOf(warnings);
    }

    /**
     * An input or output.
     *
     * @param name  its name
     * @param shape sizes; −1 where a size is not fixed
     */
    public record TensorShape(String name, List<Long> shape) {
        public TensorShape {
            shape = List.copyOf(shape);
        }
    }
}

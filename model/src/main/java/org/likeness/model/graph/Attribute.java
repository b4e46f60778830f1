package org.likeness.model.graph;

import java.util.List;

/** An attribute of a node. */
public sealed interface Attribute {
    /** A whole number. */
    record Int(long value) implements Attribute {}

    /** A single-precision number. */
    @SuppressWarnings("JavaLangClash") // ONNX's name
    record Float(float value) implements Attribute {}

    /** A text. */
    record Text(String value) implements Attribute {}

    /** Whole numbers. */
    record Ints(List<Long> values) implements Attribute {
        public Ints {
            values = List.copyOf(values);
        }
    }

    /** Single-precision numbers. */
    record Floats(List<java.lang.Float> values) implements Attribute {
        public Floats {
            values = List.copyOf(values);
        }
    }

    /** A tensor. */
    record Tensor(TensorData value) implements Attribute {}
}

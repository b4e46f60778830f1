package org.likeness.model.importing.pytorch;

import java.util.List;
import java.util.Map;
import org.likeness.model.graph.StoredType;

/**
 * What a pickle may hold. A list or a dictionary can lie in itself: whoever walks through values goes down a fixed number of steps,
 * and compares or prints none of them.
 */
sealed interface PickleValue {
    /** Values of which nothing else matters. */
    enum Constant implements PickleValue {
        NONE,
        TRUE,
        FALSE,
        REAL
    }

    record Text(String value) implements PickleValue {}

    record Whole(long value) implements PickleValue {}

    /** A name, not yet called. */
    record Known(KnownClass known) implements PickleValue {}

    /**
     * A class or function that a state dictionary does not need, or what it would make of its arguments. Neither is known here: nothing is
     * called, and what it is given is let go.
     *
     * @param className with its module
     */
    record Foreign(String className) implements PickleValue {}

    /** A tuple, which stays, or a list, which grows. */
    record Items(List<PickleValue> values) implements PickleValue {}

    /** Entries whose key is a text, in the file's order; those under numbers, which optimizers have, are not kept. */
    record Dictionary(Map<String, PickleValue> entries) implements PickleValue {}

    /**
     * Bytes that lie elsewhere in the file.
     *
     * @param type     of each element
     * @param key      its name in the file
     * @param elements how many
     */
    record Storage(StoredType type, String key, long elements) implements PickleValue {
        long bytes() {
            return elements * type.bytes();
        }
    }

    record Tensor(TensorView view) implements PickleValue {}

    /** What it is, for messages. */
    default String kind() {
        if (this instanceof Constant constant) {
            return constant == Constant.NONE ? "None" : constant == Constant.REAL ? "a number" : "a truth value";
        } else if (this instanceof Text) {
            return "a text";
        } else if (this instanceof Whole) {
            return "a number";
        } else if (this instanceof Known class_) {
            return "the class " + class_.known();
        } else if (this instanceof Foreign foreign) {
            return "an object of " + foreign.className();
        } else if (this instanceof Items) {
            return "a list";
        } else if (this instanceof Dictionary) {
            return "a dictionary";
        }
        return this instanceof Storage ? "a storage" : "a tensor";
    }
}

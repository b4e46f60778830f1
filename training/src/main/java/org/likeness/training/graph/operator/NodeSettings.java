package org.likeness.training.graph.operator;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.likeness.model.graph.Attribute;
import org.likeness.model.graph.ElementType;
import org.likeness.model.graph.Node;
import org.likeness.model.graph.TensorData;
import org.likeness.training.graph.convolution.ConvolutionChoice;
import org.likeness.training.libtorch.Tensors;

/** The attributes and constant inputs of a node. An attribute that the operator does not read is rejected. */
public final class NodeSettings {
    private final Node node;
    private final int output;
    private final long version;
    private final Map<String, TensorData> constants;
    private final GraphSettings graph;
    private final Set<String> overwritable;
    private final ConvolutionChoice convolutions;
    private final Set<String> read = new HashSet<>();

    /**
     * @param output       which of the node's outputs is asked for
     * @param version      the version of the node's domain that the graph was written for
     * @param constants    tensors known before the graph runs, by name
     * @param overwritable values that are not needed after this node
     * @param convolutions how they are computed
     */
    public NodeSettings(
            Node node,
            int output,
            long version,
            Map<String, TensorData> constants,
            GraphSettings graph,
            Set<String> overwritable,
            ConvolutionChoice convolutions) {
        this.node = node;
        this.output = output;
        this.version = version;
        this.constants = constants;
        this.graph = graph;
        this.overwritable = overwritable;
        this.convolutions = convolutions;
    }

    GraphSettings graph() {
        return graph;
    }

    /** How convolutions are computed. */
    ConvolutionChoice convolutions() {
        return convolutions;
    }

    /** The node's name, for messages. */
    String name() {
        return UnsupportedOperatorException.name(node);
    }

    /** Which of the node's outputs is asked for, from 0 on. */
    int output() {
        return output;
    }

    /** How many outputs are listed, left-out ones included. */
    int outputs() {
        return node.outputs().size();
    }

    /** How many inputs are listed, left-out ones included. */
    int inputs() {
        return node.inputs().size();
    }

    boolean hasInput(int index) {
        return index < node.inputs().size() && !node.inputs().get(index).isEmpty();
    }

    /** Whether the node may write its output over that input. */
    boolean mayOverwrite(int index) {
        return hasInput(index) && overwritable.contains(node.inputs().get(index));
    }

    boolean hasAttribute(String name) {
        return node.attributes().containsKey(name);
    }

    long integer(String name, long fallback) {
        Attribute attribute = read(name);
        if (attribute == null) {
            return fallback;
        }
        if (attribute instanceof Attribute.Int number) {
            return number.value();
        }
        throw refuse(String.format(Locale.ROOT, "attribute %s must be a whole number", name));
    }

    /** A whole number of which only some values are supported. */
    void requireInteger(String name, long only) {
        long value = integer(name, only);
        if (value != only) {
            throw refuse(String.format(Locale.ROOT, "attribute %s = %d is not supported, only %d", name, value, only));
        }
    }

    long[] integers(String name, long... fallback) {
        Attribute attribute = read(name);
        if (attribute == null) {
            return fallback;
        }
        if (attribute instanceof Attribute.Ints numbers) {
            return numbers.values().stream().mapToLong(Long::longValue).toArray();
        }
        throw refuse(String.format(Locale.ROOT, "attribute %s must be a list of whole numbers", name));
    }

    double real(String name, double fallback) {
        Attribute attribute = read(name);
        if (attribute == null) {
            return fallback;
        }
        if (attribute instanceof Attribute.Float number) {
            return number.value();
        }
        throw refuse(String.format(Locale.ROOT, "attribute %s must be a number", name));
    }

    /** A tensor, or nothing if the attribute is left out. */
    Optional<TensorData> tensor(String name) {
        Attribute attribute = read(name);
        if (attribute == null) {
            return Optional.empty();
        }
        if (attribute instanceof Attribute.Tensor tensor) {
            return Optional.of(tensor.value());
        }
        throw refuse(String.format(Locale.ROOT, "attribute %s must be a tensor", name));
    }

    String text(String name, String fallback) {
        Attribute attribute = read(name);
        if (attribute == null) {
            return fallback;
        }
        if (attribute instanceof Attribute.Text text) {
            return text.value();
        }
        throw refuse(String.format(Locale.ROOT, "attribute %s must be a text", name));
    }

    /** A text of which only some values are supported. */
    String oneOf(String name, String fallback, List<String> allowed) {
        String value = text(name, fallback);
        if (!allowed.contains(value)) {
            throw refuse(
                    String.format(Locale.ROOT, "attribute %s = %s is not supported, only %s", name, value, allowed));
        }
        return value;
    }

    /** An attribute whose value does not matter here. */
    void ignore(String name) {
        read.add(name);
    }

    /** An input that is known before the graph runs. */
    Optional<TensorData> constant(int index) {
        return hasInput(index) ? Optional.ofNullable(constants.get(node.inputs().get(index))) : Optional.empty();
    }

    /** Whole numbers in an input, stored or computed, or nothing if the input is left out. */
    Optional<WholeNumbers> wholeNumbers(int index) {
        if (!hasInput(index)) {
            return Optional.empty();
        }
        Optional<TensorData> stored = constant(index);
        if (stored.isEmpty()) {
            return Optional.of(inputs -> Tensors.longs(inputs.get(index)));
        }
        if (stored.get() instanceof TensorData.Longs longs) {
            return Optional.of(WholeNumbers.of(longs.values()));
        }
        if (stored.get() instanceof TensorData.Other other && other.type() == ElementType.INT32) {
            return Optional.of(WholeNumbers.of(Arrays.stream(other.values())
                    .mapToLong(value -> (long) value)
                    .toArray()));
        }
        throw refuse(String.format(
                Locale.ROOT,
                "input %d (%s) must be whole numbers",
                index,
                node.inputs().get(index)));
    }

    /** As {@link #wholeNumbers}, for an input that must be there. */
    WholeNumbers requireWholeNumbers(int index, String what) {
        return wholeNumbers(index)
                .orElseThrow(() -> refuse(String.format(Locale.ROOT, "input %d (%s) is missing", index, what)));
    }

    /** Whole numbers in a constant input, or nothing if the input is left out. */
    Optional<long[]> integersInput(int index) {
        if (!hasInput(index)) {
            return Optional.empty();
        }
        if (constant(index).orElse(null) instanceof TensorData.Longs longs) {
            return Optional.of(longs.values());
        }
        throw refuse(String.format(
                Locale.ROOT,
                "input %d (%s) must be whole numbers stored in the graph",
                index,
                node.inputs().get(index)));
    }

    /** The one number in an input, stored or computed, or nothing if the input is left out. */
    Optional<RealNumber> realNumber(int index) {
        if (!hasInput(index)) {
            return Optional.empty();
        }
        return Optional.of(
                constant(index).isPresent()
                        ? RealNumber.of(numberInput(index).orElseThrow())
                        : inputs -> inputs.get(index).item_double());
    }

    /** The one number in a constant input, or nothing if the input is left out. */
    Optional<Double> numberInput(int index) {
        if (!hasInput(index)) {
            return Optional.empty();
        }
        TensorData data = constant(index).orElse(null);
        if (data instanceof TensorData.Floats floats && floats.values().length == 1) {
            return Optional.of((double) floats.values()[0]);
        }
        if (data instanceof TensorData.Longs longs && longs.values().length == 1) {
            return Optional.of((double) longs.values()[0]);
        }
        if (data instanceof TensorData.Other other && other.elements() == 1) {
            return Optional.of(other.values()[0]);
        }
        throw refuse(String.format(
                Locale.ROOT,
                "input %d (%s) must be one number stored in the graph",
                index,
                node.inputs().get(index)));
    }

    /** Refuses the node if an input is there that its operator cannot honor. */
    void requireAbsent(int index, String what) {
        if (hasInput(index)) {
            throw refuse(String.format(Locale.ROOT, "input %d (%s) is not supported", index, what));
        }
    }

    UnsupportedOperatorException refuse(String reason) {
        return new UnsupportedOperatorException(node, version, reason);
    }

    /** Refuses the node if it has an attribute that its operator did not read. */
    void requireAllRead() {
        Set<String> unread = new TreeSet<>(node.attributes().keySet());
        unread.removeAll(read);
        if (!unread.isEmpty()) {
            throw refuse(String.format(Locale.ROOT, "attribute %s is not supported", String.join(", ", unread)));
        }
    }

    private @Nullable Attribute read(String name) {
        read.add(name);
        return node.attributes().get(name);
    }
}

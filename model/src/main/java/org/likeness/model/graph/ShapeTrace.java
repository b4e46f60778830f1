package org.likeness.model.graph;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Infers the shapes of a graph's values from the declared inputs and the stored tensors; −1 is an unknown size, and a value of unknown rank
 * has no shape. Nothing is rejected here.
 */
public final class ShapeTrace {
    private static final long UNKNOWN = -1;
    private static final long LARGEST =
            1L << 40; // larger sizes are taken for this one, so that products do not overflow

    private final Map<String, long[]> shapes = new HashMap<>();
    private final Map<String, TensorData> constants = new HashMap<>();

    private ShapeTrace() {}

    /** The shapes of a whole graph, its inputs as they are declared. */
    public static ShapeTrace of(List<ValueInfo> inputs, Map<String, TensorData> stored, List<Node> nodes) {
        ShapeTrace trace = new ShapeTrace();
        stored.forEach(trace::store);
        for (ValueInfo input : inputs) {
            trace.shapes.put(
                    input.name(),
                    input.shape().stream().mapToLong(Long::longValue).toArray());
        }
        nodes.forEach(trace::follow);
        return trace;
    }

    /** The shape of a value, if its rank follows. */
    public Optional<long[]> shape(String value) {
        return Optional.ofNullable(shapes.get(value));
    }

    /** What a value holds, if it is stored or a constant. */
    public Optional<TensorData> constant(String value) {
        return Optional.ofNullable(constants.get(value));
    }

    private void store(String name, TensorData data) {
        constants.put(name, data);
        shapes.put(name, data.shape());
    }

    private void follow(Node node) {
        if (node.outputs().isEmpty()) {
            return;
        }
        String result = node.outputs().get(0);
        if (node.constant().isPresent()) {
            store(result, node.constant().get());
        } else if (node.operator().equals("Split")) {
            node.outputs().forEach(output -> shapes.put(output, unknown(rank(node.input(0)))));
            node.outputs().stream().filter(output -> rank(output) == 0).forEach(shapes::remove);
        } else {
            result(node)
                    .ifPresent(sizes -> shapes.put(
                            result,
                            Arrays.stream(sizes)
                                    .map(size -> Math.min(size, LARGEST))
                                    .toArray()));
        }
    }

    private int rank(String value) {
        return shape(value).map(sizes -> sizes.length).orElse(0);
    }

    private Optional<long[]> result(Node node) {
        if (KnownOperators.OF_SAME_SHAPE.contains(node.operator())) {
            return shape(node.input(0));
        }
        if (KnownOperators.BROADCASTING.contains(node.operator())) {
            return node.inputs().stream().map(this::shape).reduce(Optional.of(new long[0]), ShapeTrace::broadcast);
        }
        return switch (node.operator()) {
            case "Conv", "ConvInteger" -> convolved(node, 1);
            case "QLinearConv" -> convolved(node, 3);
            case "ConvTranspose" -> transposedConvolution(node);
            case "MaxPool", "AveragePool", "LpPool" ->
                shape(node.input(0)).map(map -> windowed(node, map, axis(map, 1), node.integers("kernel_shape")));
            case "GlobalAveragePool", "GlobalMaxPool", "GlobalLpPool" ->
                shape(node.input(0)).map(map -> ones(map, 2));
            case "Gemm" -> matrices(node);
            case "MatMul", "MatMulInteger" -> product(shape(node.input(0)), shape(node.input(1)));
            case "Flatten" -> shape(node.input(0)).map(sizes -> flattened(sizes, node.integer("axis", 1)));
            case "Reshape" -> numbers(node.input(1)).map(sizes -> reshaped(sizes, shape(node.input(0)), node));
            case "Transpose" -> shape(node.input(0)).map(sizes -> transposed(sizes, node.integers("perm")));
            case "Concat" -> joined(node);
            case "Resize", "Upsample" -> shape(node.input(0)).map(sizes -> resized(sizes, node));
            case "Pad" -> shape(node.input(0)).map(sizes -> padded(sizes, node));
            case "Tile" -> shape(node.input(0)).map(sizes -> times(sizes, numbers(node.input(1))));
            case "Expand" -> numbers(node.input(1)).flatMap(to -> broadcast(shape(node.input(0)), Optional.of(to)));
            case "ConstantOfShape" -> numbers(node.input(0));
            case "Slice" -> shape(node.input(0)).map(sizes -> unknown(sizes.length));
            case "DepthToSpace", "SpaceToDepth" -> shape(node.input(0)).map(sizes -> unknown(sizes.length));
            default -> Optional.empty();
        };
    }

    private Optional<long[]> convolved(Node node, int weights) {
        return shape(node.input(0))
                .flatMap(map -> shape(node.input(weights))
                        .filter(kernel -> kernel.length == map.length && kernel.length > 2)
                        .map(kernel -> windowed(node, map, kernel[0], Arrays.copyOfRange(kernel, 2, kernel.length))));
    }

    /** A convolution's or a pooling's output. */
    private static long[] windowed(Node node, long[] map, long channels, long[] kernel) {
        long[] result = map.clone();
        if (map.length < 3 || kernel.length != map.length - 2) {
            return unknown(map.length);
        }
        result[1] = channels;
        String alignment = node.text("auto_pad", "NOTSET");
        for (int i = 0; i < kernel.length; i++) {
            long stride = at(node.integers("strides"), i, 1);
            long margin = at(node.integers("pads"), i, 0) + at(node.integers("pads"), i + kernel.length, 0);
            long reach = at(node.integers("dilations"), i, 1) * (kernel[i] - 1) + 1;
            if (map[i + 2] < 0 || kernel[i] < 0) {
                result[i + 2] = UNKNOWN;
            } else if (alignment.startsWith("SAME")) {
                result[i + 2] = (map[i + 2] + stride - 1) / stride;
            } else {
                long room = map[i + 2] + (alignment.equals("VALID") ? 0 : margin) - reach;
                result[i + 2] =
                        room < 0 ? UNKNOWN : (room + (node.integer("ceil_mode", 0) == 1 ? stride - 1 : 0)) / stride + 1;
            }
        }
        return result;
    }

    private Optional<long[]> transposedConvolution(Node node) {
        return shape(node.input(0))
                .flatMap(map -> shape(node.input(1))
                        .filter(kernel -> kernel.length == map.length && kernel.length > 2)
                        .map(kernel -> enlarged(node, map, kernel)));
    }

    private static long[] enlarged(Node node, long[] map, long[] kernel) {
        long[] result = map.clone();
        result[1] = kernel[1] * node.integer("group", 1);
        int axes = map.length - 2;
        for (int i = 0; i < axes; i++) {
            long stated = at(node.integers("output_shape"), i, UNKNOWN);
            long reach = at(node.integers("dilations"), i, 1) * (kernel[i + 2] - 1) + 1;
            long margin = at(node.integers("pads"), i, 0) + at(node.integers("pads"), i + axes, 0);
            long size = at(node.integers("strides"), i, 1) * (map[i + 2] - 1)
                    + reach
                    + at(node.integers("output_padding"), i, 0)
                    - margin;
            result[i + 2] = stated > 0 ? stated : map[i + 2] < 0 || size < 1 ? UNKNOWN : size;
        }
        return result;
    }

    private Optional<long[]> matrices(Node node) {
        return shape(node.input(0))
                .flatMap(a -> shape(node.input(1))
                        .filter(b -> a.length == 2 && b.length == 2)
                        .map(b -> new long[] {
                            a[node.integer("transA", 0) == 0 ? 0 : 1], b[node.integer("transB", 0) == 0 ? 1 : 0]
                        }));
    }

    private static Optional<long[]> product(Optional<long[]> left, Optional<long[]> right) {
        if (left.isEmpty() || right.isEmpty() || left.get().length < 2 || right.get().length < 2) {
            return Optional.empty();
        }
        long[] a = left.get();
        long[] b = right.get();
        Optional<long[]> stack =
                broadcast(Optional.of(Arrays.copyOf(a, a.length - 2)), Optional.of(Arrays.copyOf(b, b.length - 2)));
        return stack.map(sizes -> LongStream.concat(
                        Arrays.stream(sizes), LongStream.of(a[a.length - 2], b[b.length - 1]))
                .toArray());
    }

    private static long[] flattened(long[] sizes, long axis) {
        int split = (int) (axis < 0 ? axis + sizes.length : axis);
        return split < 0 || split > sizes.length
                ? unknown(2)
                : new long[] {
                    elements(Arrays.copyOf(sizes, split)), elements(Arrays.copyOfRange(sizes, split, sizes.length))
                };
    }

    private static long[] reshaped(long[] sizes, Optional<long[]> before, Node node) {
        long[] result = sizes.clone();
        for (int i = 0; i < result.length; i++) {
            if (result[i] == 0 && node.integer("allowzero", 0) == 0) {
                result[i] = before.isPresent() ? at(before.get(), i, UNKNOWN) : UNKNOWN;
            }
        }
        return result;
    }

    private static long[] transposed(long[] sizes, long[] order) {
        if (order.length != sizes.length) {
            return unknown(sizes.length);
        }
        return Arrays.stream(order).map(axis -> at(sizes, (int) axis, UNKNOWN)).toArray();
    }

    private Optional<long[]> joined(Node node) {
        Optional<long[]> result = shape(node.input(0)).map(long[]::clone);
        for (int i = 1; i < node.inputs().size(); i++) {
            Optional<long[]> next = shape(node.inputs().get(i));
            int axes = result.map(sizes -> sizes.length).orElse(0);
            if (axes == 0 || next.isEmpty() || next.get().length != axes) {
                return Optional.empty();
            }
            long axis = node.integer("axis", 0);
            int along = (int) (axis < 0 ? axis + axes : axis);
            long[] sizes = result.get();
            if (along < 0 || along >= axes) {
                return Optional.of(unknown(axes));
            }
            sizes[along] = sizes[along] < 0 || next.get()[along] < 0 ? UNKNOWN : sizes[along] + next.get()[along];
        }
        return result;
    }

    private long[] resized(long[] sizes, Node node) {
        boolean upsample = node.operator().equals("Upsample");
        Optional<long[]> stated = numbers(node.input(3));
        if (stated.isPresent() && stated.get().length == sizes.length) {
            return stated.get();
        }
        String scales = node.input(upsample || node.inputs().size() == 2 ? 1 : 2);
        long[] result = unknown(sizes.length);
        if (constant(scales).orElse(null) instanceof TensorData.Floats floats
                && floats.values().length == sizes.length) {
            for (int i = 0; i < sizes.length; i++) {
                result[i] = sizes[i] < 0 ? UNKNOWN : (long) (sizes[i] * (double) floats.values()[i]);
            }
        }
        return result;
    }

    private long[] padded(long[] sizes, Node node) {
        long[] pads = node.inputs().size() > 1 ? numbers(node.input(1)).orElse(new long[0]) : node.integers("pads");
        if (pads.length != 2 * sizes.length || node.inputs().size() > 3) {
            return unknown(sizes.length);
        }
        long[] result = sizes.clone();
        for (int i = 0; i < sizes.length; i++) {
            long size = sizes[i] + pads[i] + pads[i + sizes.length];
            result[i] = sizes[i] < 0 || size < 0 ? UNKNOWN : size;
        }
        return result;
    }

    private static long[] times(long[] sizes, Optional<long[]> repeats) {
        long[] result = unknown(sizes.length);
        for (int i = 0; i < sizes.length && repeats.isPresent(); i++) {
            long count = at(repeats.get(), i, UNKNOWN);
            result[i] = sizes[i] < 0 || count < 0 ? UNKNOWN : sizes[i] * count;
        }
        return result;
    }

    private Optional<long[]> numbers(String value) {
        return constant(value)
                .filter(TensorData.Longs.class::isInstance)
                .map(data -> ((TensorData.Longs) data).values());
    }

    private static Optional<long[]> broadcast(Optional<long[]> one, Optional<long[]> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return Optional.empty();
        }
        long[] a = one.get();
        long[] b = other.get();
        long[] result = new long[Math.max(a.length, b.length)];
        for (int i = 1; i <= result.length; i++) {
            long first = at(a, a.length - i, 1);
            long second = at(b, b.length - i, 1);
            result[result.length - i] = first == 1 ? second : second == 1 ? first : Math.max(first, second);
        }
        return Optional.of(result);
    }

    private static long axis(long[] sizes, int axis) {
        return at(sizes, axis, UNKNOWN);
    }

    private static long at(long[] values, int index, long fallback) {
        return index >= 0 && index < values.length ? values[index] : fallback;
    }

    private static long[] ones(long[] sizes, int from) {
        long[] result = sizes.clone();
        Arrays.fill(result, Math.min(from, sizes.length), sizes.length, 1);
        return result;
    }

    private static long elements(long[] sizes) {
        long product = 1;
        for (long size : sizes) {
            if (size < 0) {
                return UNKNOWN;
            }
            product = product > Integer.MAX_VALUE ? product : product * size;
        }
        return product;
    }

    private static long[] unknown(int axes) {
        long[] sizes = new long[axes];
        Arrays.fill(sizes, UNKNOWN);
        return sizes;
    }
}

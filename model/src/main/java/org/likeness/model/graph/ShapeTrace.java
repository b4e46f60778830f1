package org.likeness.model.graph;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Infers the shapes of a graph's values from the declared inputs and the stored tensors; −1 is an unknown size, and a value of unknown rank
 * has no shape. Nothing is rejected here.
 */
public final class ShapeTrace {
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
            node.outputs().forEach(output -> shapes.put(output, ShapeArithmetic.unknown(rank(node.input(0)))));
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
            return node.inputs().stream().map(this::shape).reduce(Optional.of(new long[0]), ShapeArithmetic::broadcast);
        }
        return switch (node.operator()) {
            case "Conv", "ConvInteger" -> convolved(node, 1);
            case "QLinearConv" -> convolved(node, 3);
            case "ConvTranspose" -> transposedConvolution(node);
            case "MaxPool", "AveragePool", "LpPool" ->
                shape(node.input(0))
                        .map(map -> ShapeArithmetic.windowed(
                                node, map, ShapeArithmetic.axis(map, 1), node.integers("kernel_shape")));
            case "GlobalAveragePool", "GlobalMaxPool", "GlobalLpPool" ->
                shape(node.input(0)).map(map -> ShapeArithmetic.ones(map, 2));
            case "Gemm" -> matrices(node);
            case "MatMul", "MatMulInteger" -> ShapeArithmetic.product(shape(node.input(0)), shape(node.input(1)));
            case "Flatten" ->
                shape(node.input(0)).map(sizes -> ShapeArithmetic.flattened(sizes, node.integer("axis", 1)));
            case "Reshape" ->
                numbers(node.input(1)).map(sizes -> ShapeArithmetic.reshaped(sizes, shape(node.input(0)), node));
            case "Transpose" ->
                shape(node.input(0)).map(sizes -> ShapeArithmetic.transposed(sizes, node.integers("perm")));
            case "Concat" -> joined(node);
            case "Resize", "Upsample" -> shape(node.input(0)).map(sizes -> resized(sizes, node));
            case "Pad" -> shape(node.input(0)).map(sizes -> padded(sizes, node));
            case "Tile" -> shape(node.input(0)).map(sizes -> ShapeArithmetic.times(sizes, numbers(node.input(1))));
            case "Expand" ->
                numbers(node.input(1)).flatMap(to -> ShapeArithmetic.broadcast(shape(node.input(0)), Optional.of(to)));
            case "ConstantOfShape" -> numbers(node.input(0));
            case "Slice" -> shape(node.input(0)).map(sizes -> ShapeArithmetic.unknown(sizes.length));
            case "DepthToSpace", "SpaceToDepth" ->
                shape(node.input(0)).map(sizes -> ShapeArithmetic.unknown(sizes.length));
            default -> Optional.empty();
        };
    }

    private Optional<long[]> convolved(Node node, int weights) {
        return shape(node.input(0))
                .flatMap(map -> shape(node.input(weights))
                        .filter(kernel -> kernel.length == map.length && kernel.length > 2)
                        .map(kernel -> ShapeArithmetic.windowed(
                                node, map, kernel[0], Arrays.copyOfRange(kernel, 2, kernel.length))));
    }

    /** A convolution's or a pooling's output. */
    private Optional<long[]> transposedConvolution(Node node) {
        return shape(node.input(0))
                .flatMap(map -> shape(node.input(1))
                        .filter(kernel -> kernel.length == map.length && kernel.length > 2)
                        .map(kernel -> ShapeArithmetic.enlarged(node, map, kernel)));
    }

    private Optional<long[]> matrices(Node node) {
        return shape(node.input(0))
                .flatMap(a -> shape(node.input(1))
                        .filter(b -> a.length == 2 && b.length == 2)
                        .map(b -> new long[] {
                            a[node.integer("transA", 0) == 0 ? 0 : 1], b[node.integer("transB", 0) == 0 ? 1 : 0]
                        }));
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
                return Optional.of(ShapeArithmetic.unknown(axes));
            }
            sizes[along] = sizes[along] < 0 || next.get()[along] < 0
                    ? ShapeArithmetic.UNKNOWN
                    : sizes[along] + next.get()[along];
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
        long[] result = ShapeArithmetic.unknown(sizes.length);
        if (constant(scales).orElse(null) instanceof TensorData.Floats floats
                && floats.values().length == sizes.length) {
            for (int i = 0; i < sizes.length; i++) {
                result[i] = sizes[i] < 0 ? ShapeArithmetic.UNKNOWN : (long) (sizes[i] * (double) floats.values()[i]);
            }
        }
        return result;
    }

    private long[] padded(long[] sizes, Node node) {
        long[] pads = node.inputs().size() > 1 ? numbers(node.input(1)).orElse(new long[0]) : node.integers("pads");
        if (pads.length != 2 * sizes.length || node.inputs().size() > 3) {
            return ShapeArithmetic.unknown(sizes.length);
        }
        long[] result = sizes.clone();
        for (int i = 0; i < sizes.length; i++) {
            long size = sizes[i] + pads[i] + pads[i + sizes.length];
            result[i] = sizes[i] < 0 || size < 0 ? ShapeArithmetic.UNKNOWN : size;
        }
        return result;
    }

    private Optional<long[]> numbers(String value) {
        return constant(value)
                .filter(TensorData.Longs.class::isInstance)
                .map(data -> ((TensorData.Longs) data).values());
    }
}

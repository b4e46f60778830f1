package org.likeness.training.graph;

import java.util.Arrays;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Operators that move values or rename their places. */
final class Shapes {
    private Shapes() {}

    static void register(OperatorRegistry registry) {
        registry.add("Identity", 1, settings -> (inputs, mode) -> inputs.get(0).alias());
        registry.add("Concat", 4, Shapes::concat);
        registry.add("Flatten", 1, Shapes::flatten);
        registry.add("Reshape", 5, Shapes::reshape);
        registry.add("Transpose", 1, Shapes::transpose);
        registry.add("Squeeze", 1, settings -> squeeze(settings.integers("axes")));
        registry.add(
                "Squeeze", 13, settings -> squeeze(settings.integersInput(1).orElse(new long[0])));
        registry.add("Unsqueeze", 1, settings -> unsqueeze(settings.integers("axes")));
        registry.add(
                "Unsqueeze",
                13,
                settings -> unsqueeze(
                        settings.integersInput(1).orElseThrow(() -> settings.refuse("input 1 (axes) is missing"))));
        registry.add("Shape", 1, Shapes::shape);
        registry.add("Gather", 1, Shapes::gather);
        registry.add("Slice", 10, Shapes::slice);
    }

    private static Operator concat(NodeSettings settings) {
        long axis = settings.integer("axis", 0);
        return (inputs, mode) -> torch.cat(inputs.all(), axis);
    }

    private static Operator flatten(NodeSettings settings) {
        long axis = settings.integer("axis", 1);
        return (inputs, mode) -> {
            long[] shape = inputs.get(0).shape();
            int split = Math.toIntExact(axis < 0 ? axis + shape.length : axis);
            long rows = Arrays.stream(shape, 0, split).reduce(1, Math::multiplyExact);
            long columns = Arrays.stream(shape, split, shape.length).reduce(1, Math::multiplyExact);
            return inputs.get(0).reshape(rows, columns);
        };
    }

    private static Operator reshape(NodeSettings settings) {
        boolean zeroMeansZero = settings.integer("allowzero", 0) != 0;
        return (inputs, mode) -> {
            long[] shape = Tensors.longs(inputs.get(1));
            for (int i = 0; i < shape.length && !zeroMeansZero; i++) {
                shape[i] = shape[i] == 0 ? inputs.get(0).size(i) : shape[i];
            }
            return inputs.get(0).reshape(shape);
        };
    }

    private static Operator transpose(NodeSettings settings) {
        long[] stated = settings.integers("perm");
        return (inputs, mode) -> {
            Tensor values = inputs.get(0);
            return values.permute(stated.length > 0 ? stated : reversed(Math.toIntExact(values.dim())));
        };
    }

    private static long[] reversed(int axes) {
        long[] order = new long[axes];
        Arrays.setAll(order, i -> axes - 1 - i);
        return order;
    }

    private static Operator squeeze(long[] axes) {
        return (inputs, mode) ->
                axes.length == 0 ? inputs.get(0).squeeze() : inputs.get(0).squeeze(axes);
    }

    private static Operator unsqueeze(long[] axes) {
        return (inputs, mode) -> {
            long rank = inputs.get(0).dim() + axes.length;
            long[] places = Arrays.stream(axes)
                    .map(axis -> axis < 0 ? axis + rank : axis)
                    .sorted()
                    .toArray();
            Tensor result = inputs.get(0).alias();
            for (long place : places) {
                result = result.unsqueeze(place);
            }
            return result;
        };
    }

    private static Operator shape(NodeSettings settings) {
        settings.requireInteger("start", 0);
        if (settings.hasAttribute("end")) {
            throw settings.refuse("attribute end is not supported");
        }
        return (inputs, mode) -> Tensors.of(inputs.get(0).shape());
    }

    private static Operator gather(NodeSettings settings) {
        long axis = settings.integer("axis", 0);
        long[] places = settings.integersInput(1).orElseThrow();
        int rank = settings.constant(1).orElseThrow().shape().length;
        if (rank > 1) {
            throw settings.refuse("input 1 (indices) of %d axes; 0 or 1 are supported".formatted(rank));
        }
        return (inputs, mode) -> {
            Tensor values = inputs.get(0);
            long size = values.size(axis);
            if (rank == 0) {
                return values.select(axis, places[0]);
            }
            long[] counted = Arrays.stream(places)
                    .map(place -> place < 0 ? place + size : place)
                    .toArray();
            return values.index_select(axis, Tensors.of(counted));
        };
    }

    private static Operator slice(NodeSettings settings) {
        long[] starts = settings.integersInput(1).orElseThrow();
        long[] ends = settings.integersInput(2).orElseThrow();
        long[] axes = settings.integersInput(3).orElseGet(() -> upTo(starts.length));
        long[] steps = settings.integersInput(4).orElseGet(() -> ones(starts.length));
        if (Arrays.stream(steps).anyMatch(step -> step < 1)) {
            throw settings.refuse("steps below 1 are not supported");
        }
        return (inputs, mode) -> {
            Tensor result = inputs.get(0).alias();
            for (int i = 0; i < starts.length; i++) {
                result = result.slice(axes[i], new LongOptional(starts[i]), new LongOptional(ends[i]), steps[i]);
            }
            return result;
        };
    }

    private static long[] upTo(int count) {
        long[] numbers = new long[count];
        Arrays.setAll(numbers, i -> i);
        return numbers;
    }

    private static long[] ones(int count) {
        long[] numbers = new long[count];
        Arrays.fill(numbers, 1);
        return numbers;
    }
}

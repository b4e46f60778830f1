package org.likeness.training.graph.operator;

import java.util.Arrays;
import java.util.Locale;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.likeness.model.graph.TensorData;
import org.likeness.training.libtorch.Device;
import org.likeness.training.libtorch.Tensors;

/** Operators that rearrange elements or compute shapes. */
final class Shapes {
    /** ONNX's numbers of the types that a cast may give. */
    private static final int FLOAT = 1;

    private static final int INT32 = 6;
    private static final int INT64 = 7;
    private static final int BOOL = 9;
    private static final int DOUBLE = 11;

    private Shapes() {}

    static void register(OperatorRegistry registry) {
        registry.add("Identity", 1, settings -> (inputs, mode) -> inputs.get(0).alias());
        registry.add("Concat", 4, Shapes::concat);
        registry.add("Flatten", 1, Shapes::flatten);
        registry.add("Reshape", 5, Shapes::reshape);
        registry.add("Transpose", 1, Shapes::transpose);
        registry.add("Squeeze", 1, settings -> squeeze(WholeNumbers.of(settings.integers("axes"))));
        registry.add("Squeeze", 13, settings -> squeeze(settings.wholeNumbers(1).orElse(WholeNumbers.of())));
        registry.add("Unsqueeze", 1, settings -> unsqueeze(WholeNumbers.of(settings.integers("axes"))));
        registry.add("Unsqueeze", 13, settings -> unsqueeze(settings.requireWholeNumbers(1, "axes")));
        registry.add("Shape", 1, Shapes::shape);
        registry.add("Expand", 8, Shapes::expand);
        registry.add("ConstantOfShape", 9, Shapes::constantOfShape);
        registry.add("Cast", 6, Shapes::cast);
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

    private static Operator squeeze(WholeNumbers stated) {
        return (inputs, mode) -> {
            long[] axes = stated.of(inputs);
            return axes.length == 0 ? inputs.get(0).squeeze() : inputs.get(0).squeeze(axes);
        };
    }

    private static Operator unsqueeze(WholeNumbers stated) {
        return (inputs, mode) -> {
            long[] axes = stated.of(inputs);
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
        long start = settings.integer("start", 0);
        boolean open = !settings.hasAttribute("end");
        long end = settings.integer("end", 0);
        return (inputs, mode) -> {
            long[] shape = inputs.get(0).shape();
            int from = place(start, shape.length);
            int to = open ? shape.length : place(end, shape.length);
            return Tensors.of(Arrays.copyOfRange(shape, from, Math.max(from, to)));
        };
    }

    /** A place counted from the front, and held within the axes. */
    private static int place(long stated, int axes) {
        return (int) Math.max(0, Math.min(stated < 0 ? stated + axes : stated, axes));
    }

    private static Operator expand(NodeSettings settings) {
        WholeNumbers stated = settings.requireWholeNumbers(1, "shape");
        return (inputs, mode) -> inputs.get(0).expand(broadcast(inputs.get(0).shape(), stated.of(inputs)));
    }

    /** The shape of two that are brought together; a size of 1 follows the other's. */
    private static long[] broadcast(long[] present, long[] wanted) {
        long[] shape = new long[Math.max(present.length, wanted.length)];
        for (int i = 1; i <= shape.length; i++) {
            long size = i <= present.length ? present[present.length - i] : 1;
            long asked = i <= wanted.length ? wanted[wanted.length - i] : 1;
            shape[shape.length - i] = asked == 1 ? size : asked;
        }
        return shape;
    }

    private static Operator constantOfShape(NodeSettings settings) {
        WholeNumbers shape = settings.requireWholeNumbers(0, "shape");
        TensorData value = settings.tensor("value").orElse(new TensorData.Floats(new long[] {1}, new float[1]));
        if (value.elements() != 1) {
            throw settings.refuse(
                    String.format(Locale.ROOT, "attribute value has %d numbers: one is expected", value.elements()));
        }
        ScalarType type = settings.graph().precision().type();
        Device device = settings.graph().device();
        return (inputs, mode) -> Tensors.of(value, type, device)
                .reshape(new long[0])
                .expand(shape.of(inputs))
                .clone();
    }

    private static Operator cast(NodeSettings settings) {
        settings.ignore("saturate"); // of 8-bit floating point
        long wanted = settings.integer("to", 0);
        ScalarType type = switch ((int) wanted) {
            case FLOAT -> settings.graph().precision().type();
            case DOUBLE -> ScalarType.Double;
            case INT32, INT64 -> ScalarType.Long;
            case BOOL -> ScalarType.Bool;
            default ->
                throw settings.refuse(String.format(
                        Locale.ROOT,
                        "attribute to = %d is not supported; float32, double, int32, int64 and bool are",
                        wanted));
        };
        Device home =
                type == ScalarType.Long ? Device.PROCESSOR : settings.graph().device();
        return (inputs, mode) -> {
            Tensor values = inputs.get(0);
            return Tensors.isOf(values, type) ? values.alias() : home.put(values.to(type));
        };
    }
}

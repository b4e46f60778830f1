package org.likeness.training.graph.operator;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.likeness.training.libtorch.Tensors;

/** Operators that select or pad elements. */
final class Selections {
    private Selections() {}

    static void register(OperatorRegistry registry) {
        registry.add("Gather", 1, Selections::gather);
        registry.add("Slice", 1, Selections::sliceByAttributes);
        registry.add("Slice", 10, Selections::slice);
        registry.addOfSeveralOutputs("Split", 2, settings -> split(settings, listed(settings, "split")));
        registry.addOfSeveralOutputs("Split", 13, settings -> split(settings, settings.wholeNumbers(1)));
        registry.add("Pad", 2, Selections::padByAttributes);
        registry.add("Pad", 11, Selections::pad);
    }

    private static Optional<WholeNumbers> listed(NodeSettings settings, String name) {
        return settings.hasAttribute(name) ? Optional.of(WholeNumbers.of(settings.integers(name))) : Optional.empty();
    }

    private static Operator gather(NodeSettings settings) {
        long axis = settings.integer("axis", 0);
        WholeNumbers places = settings.requireWholeNumbers(1, "indices");
        return (inputs, mode) -> {
            Tensor values = inputs.get(0);
            Tensor indices = inputs.get(1);
            long size = values.size(axis);
            long[] counted = Arrays.stream(places.of(inputs))
                    .map(place -> place < 0 ? place + size : place)
                    .toArray();
            requireWithin(counted, size);
            if (indices.dim() == 0) {
                return values.select(axis, counted[0]);
            }
            Tensor chosen = values.index_select(axis, Tensors.places(values, counted));
            return indices.dim() == 1
                    ? chosen
                    : chosen.reshape(replaced(values.shape(), positive(axis, values), indices.shape()));
        };
    }

    private static void requireWithin(long[] places, long size) {
        for (long place : places) {
            if (place < 0 || place >= size) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT, "index %d, counted from the front: there are %d places", place, size));
            }
        }
    }

    /** A shape with one axis replaced by others. */
    private static long[] replaced(long[] shape, int axis, long[] others) {
        return LongStream.concat(
                        LongStream.concat(Arrays.stream(shape, 0, axis), Arrays.stream(others)),
                        Arrays.stream(shape, axis + 1, shape.length))
                .toArray();
    }

    private static Operator sliceByAttributes(NodeSettings settings) {
        long[] starts = settings.integers("starts");
        return slice(
                WholeNumbers.of(starts),
                WholeNumbers.of(settings.integers("ends")),
                listed(settings, "axes"),
                Optional.empty());
    }

    private static Operator slice(NodeSettings settings) {
        return slice(
                settings.requireWholeNumbers(1, "starts"),
                settings.requireWholeNumbers(2, "ends"),
                settings.wholeNumbers(3),
                settings.wholeNumbers(4));
    }

    private static Operator slice(
            WholeNumbers starts, WholeNumbers ends, Optional<WholeNumbers> axes, Optional<WholeNumbers> steps) {
        return (inputs, mode) -> {
            long[] from = starts.of(inputs);
            long[] to = ends.of(inputs);
            long[] along = axes.map(given -> given.of(inputs))
                    .orElseGet(() -> LongStream.range(0, from.length).toArray());
            long[] by = steps.map(given -> given.of(inputs))
                    .orElseGet(() ->
                            LongStream.generate(() -> 1).limit(from.length).toArray());
            if (to.length != from.length || along.length != from.length || by.length != from.length) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "%d starts, %d ends, %d axes and %d steps: as many of each are due",
                        from.length,
                        to.length,
                        along.length,
                        by.length));
            }
            Tensor result = inputs.get(0).alias();
            for (int i = 0; i < from.length; i++) {
                result = by[i] < 0
                        ? backwards(result, along[i], from[i], to[i], by[i])
                        : result.slice(along[i], new LongOptional(from[i]), new LongOptional(to[i]), by[i]);
            }
            return result;
        };
    }

    /** libtorch's slices only go forwards. */
    private static Tensor backwards(Tensor values, long axis, long start, long end, long step) {
        long size = values.size(axis);
        long from = Math.min(start < 0 ? start + size : start, size - 1);
        long to = end < -size ? -1 : end < 0 ? end + size : Math.min(end, size - 1);
        long[] places = LongStream.iterate(from, place -> place > to && place >= 0, place -> place + step)
                .toArray();
        return values.index_select(axis, Tensors.places(values, places));
    }

    /** One of the parts, a view of the whole. */
    private static Operator split(NodeSettings settings, Optional<WholeNumbers> stated) {
        long axis = settings.integer("axis", 0);
        int parts = settings.outputs();
        int part = settings.output();
        settings.requireInteger("num_outputs", parts);
        return (inputs, mode) -> {
            Tensor whole = inputs.get(0);
            long size = whole.size(axis);
            long[] sizes = stated.map(given -> given.of(inputs)).orElseGet(() -> equalParts(size, parts));
            if (sizes.length != parts || Arrays.stream(sizes).sum() != size) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "parts of %s, %d outputs, an axis of %d: they do not fit",
                        Arrays.toString(sizes),
                        parts,
                        size));
            }
            return whole.narrow(axis, Arrays.stream(sizes, 0, part).sum(), sizes[part]);
        };
    }

    /** As large as each other, the last one what is left. */
    private static long[] equalParts(long size, int parts) {
        long each = (size + parts - 1) / parts;
        long[] sizes = new long[parts];
        Arrays.setAll(sizes, i -> Math.max(0, Math.min(each, size - i * each)));
        return sizes;
    }

    private static Operator padByAttributes(NodeSettings settings) {
        return pad(
                mode(settings, List.of("constant", "reflect", "edge")),
                WholeNumbers.of(settings.integers("pads")),
                Optional.empty(),
                RealNumber.of(settings.real("value", 0)));
    }

    private static Operator pad(NodeSettings settings) {
        return pad(
                mode(settings, List.of("constant", "reflect", "edge", "wrap")),
                settings.requireWholeNumbers(1, "pads"),
                settings.wholeNumbers(3),
                settings.realNumber(2).orElse(RealNumber.of(0)));
    }

    private static String mode(NodeSettings settings, List<String> allowed) {
        return settings.oneOf("mode", "constant", allowed);
    }

    private static Operator pad(String kind, WholeNumbers pads, Optional<WholeNumbers> axes, RealNumber filling) {
        return (inputs, mode) -> {
            Tensor values = inputs.get(0);
            int rank = Math.toIntExact(values.dim());
            long[] given = pads.of(inputs);
            long[] along = axes.map(stated -> stated.of(inputs))
                    .orElseGet(() -> LongStream.range(0, rank).toArray());
            if (given.length != 2 * along.length) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT, "%d margins for %d axes: two for each are due", given.length, along.length));
            }
            long[] before = new long[rank];
            long[] after = new long[rank];
            for (int i = 0; i < along.length; i++) {
                before[positive(along[i], values)] = given[i];
                after[positive(along[i], values)] = given[i + along.length];
            }
            return kind.equals("constant")
                    ? filled(values, before, after, filling.of(inputs))
                    : repeated(values, before, after, kind);
        };
    }

    /** libtorch wants the margins of the last axis first. */
    private static Tensor filled(Tensor values, long[] before, long[] after, double filling) {
        long[] margins = new long[2 * before.length];
        for (int axis = 0; axis < before.length; axis++) {
            int place = 2 * (before.length - 1 - axis);
            margins[place] = before[axis];
            margins[place + 1] = after[axis];
        }
        return torch.constant_pad_nd(values, margins, new Scalar(filling));
    }

    private static Tensor repeated(Tensor values, long[] before, long[] after, String kind) {
        Tensor result = values.alias();
        for (int axis = 0; axis < before.length; axis++) {
            if (before[axis] != 0 || after[axis] != 0) {
                long size = values.size(axis);
                LongUnaryOperator origin = origin(kind, size);
                long[] places = LongStream.range(-before[axis], size + after[axis])
                        .map(origin)
                        .toArray();
                result = result.index_select(axis, Tensors.places(values, places));
            }
        }
        return result;
    }

    /** Which of the places from 0 on a place outside repeats. */
    private static LongUnaryOperator origin(String kind, long size) {
        return switch (kind) {
            case "edge" -> place -> Math.max(0, Math.min(place, size - 1));
            case "wrap" -> place -> Math.floorMod(place, size);
            default ->
                place -> {
                    long turn = Math.floorMod(place, Math.max(1, 2 * (size - 1)));
                    return Math.min(turn, 2 * (size - 1) - turn);
                };
        };
    }

    private static int positive(long axis, Tensor tensor) {
        return Math.toIntExact(axis < 0 ? axis + tensor.dim() : axis);
    }
}

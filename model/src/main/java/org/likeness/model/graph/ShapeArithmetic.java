package org.likeness.model.graph;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.LongStream;

/** Computes the shapes of outputs from those of inputs, as ONNX defines them; sizes that are not known are {@link #UNKNOWN}. */
final class ShapeArithmetic {
    static final long UNKNOWN = -1;

    private ShapeArithmetic() {}

    static long[] windowed(Node node, long[] map, long channels, long[] kernel) {
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

    static long[] enlarged(Node node, long[] map, long[] kernel) {
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

    static Optional<long[]> product(Optional<long[]> left, Optional<long[]> right) {
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

    static long[] flattened(long[] sizes, long axis) {
        int split = (int) (axis < 0 ? axis + sizes.length : axis);
        return split < 0 || split > sizes.length
                ? unknown(2)
                : new long[] {
                    elements(Arrays.copyOf(sizes, split)), elements(Arrays.copyOfRange(sizes, split, sizes.length))
                };
    }

    static long[] reshaped(long[] sizes, Optional<long[]> before, Node node) {
        long[] result = sizes.clone();
        for (int i = 0; i < result.length; i++) {
            if (result[i] == 0 && node.integer("allowzero", 0) == 0) {
                result[i] = before.isPresent() ? at(before.get(), i, UNKNOWN) : UNKNOWN;
            }
        }
        return result;
    }

    static long[] transposed(long[] sizes, long[] order) {
        if (order.length != sizes.length) {
            return unknown(sizes.length);
        }
        return Arrays.stream(order).map(axis -> at(sizes, (int) axis, UNKNOWN)).toArray();
    }

    static long[] times(long[] sizes, Optional<long[]> repeats) {
        long[] result = unknown(sizes.length);
        for (int i = 0; i < sizes.length && repeats.isPresent(); i++) {
            long count = at(repeats.get(), i, UNKNOWN);
            result[i] = sizes[i] < 0 || count < 0 ? UNKNOWN : sizes[i] * count;
        }
        return result;
    }

    static Optional<long[]> broadcast(Optional<long[]> one, Optional<long[]> other) {
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

    static long axis(long[] sizes, int axis) {
        return at(sizes, axis, UNKNOWN);
    }

    static long at(long[] values, int index, long fallback) {
        return index >= 0 && index < values.length ? values[index] : fallback;
    }

    static long[] ones(long[] sizes, int from) {
        long[] result = sizes.clone();
        Arrays.fill(result, Math.min(from, sizes.length), sizes.length, 1);
        return result;
    }

    static long elements(long[] sizes) {
        long product = 1;
        for (long size : sizes) {
            if (size < 0) {
                return UNKNOWN;
            }
            product = product > Integer.MAX_VALUE ? product : product * size;
        }
        return product;
    }

    static long[] unknown(int axes) {
        long[] sizes = new long[axes];
        Arrays.fill(sizes, UNKNOWN);
        return sizes;
    }
}

package org.likeness.training.graph.convolution;

import java.util.List;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.likeness.training.libtorch.Tensors;

/**
 * The parameters of a convolution, and its two implementations: by libtorch, which uses oneDNN on a CPU, and as matrix products, without
 * oneDNN.
 *
 * @param transposed whether it is a transposed convolution
 * @param strides    of rows and columns
 * @param pads       of rows and columns, on both sides: zeros around the map, or rows and columns that a transposed convolution removes
 * @param dilations  of rows and columns
 * @param further    rows and columns that a transposed convolution adds at the end
 * @param groups     of channels
 */
public record Convolution(
        boolean transposed,
        List<Long> strides,
        List<Long> pads,
        List<Long> dilations,
        List<Long> further,
        long groups) {
    private static final List<Long> NONE = List.of(0L, 0L);
    private static final List<Long> ONCE = List.of(1L, 1L);

    /** A convolution that makes maps smaller, or leaves them as large. */
    public static Convolution plain(long[] strides, long[] pads, long[] dilations, long groups) {
        return new Convolution(false, list(strides), list(pads), list(dilations), NONE, groups);
    }

    /** A transposed convolution. */
    public static Convolution transposed(long[] strides, long[] pads, long[] dilations, long[] further, long groups) {
        return new Convolution(true, list(strides), list(pads), list(dilations), list(further), groups);
    }

    private static List<Long> list(long... values) {
        return LongStream.of(values).boxed().toList();
    }

    private static long[] array(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).toArray();
    }

    /**
     * As libtorch computes it.
     *
     * @param map     [B, C, H, W]
     * @param weights [O, C / groups, rows, columns], of a transposed one [C, O / groups, rows, columns]
     * @param bias    [O], or none
     */
    Tensor direct(Tensor map, Tensor weights, TensorOptional bias) {
        return transposed
                ? torch.conv_transpose2d(
                        map, weights, bias, array(strides), array(pads), array(further), groups, array(dilations))
                : torch.conv2d(map, weights, bias, array(strides), array(pads), array(dilations), groups);
    }

    /** As {@link #direct}, by matrix products. */
    Tensor product(Tensor map, Tensor weights, TensorOptional bias) {
        Tensor result = transposed
                ? ProductConvolution.transposed(
                        map, weights, array(strides), array(pads), array(further), array(dilations), groups)
                : ProductConvolution.convolve(padded(map), weights, array(strides), array(dilations), groups);
        return bias.has_value() ? result.add(bias.get().view(1, -1, 1, 1)) : result;
    }

    /**
     * Whether it is a product of the map's own numbers, without a copy for each tap: a kernel that covers the map, or one of a single tap
     * that leaves out rows or columns.
     */
    boolean isPlainProduct(Tensor map, Tensor weights) {
        boolean single = weights.size(2) == 1 && weights.size(3) == 1;
        boolean whole = weights.size(2) == map.size(2) && weights.size(3) == map.size(3) && dilations.equals(ONCE);
        return !transposed && groups == 1 && pads.equals(NONE) && (whole || (single && !strides.equals(ONCE)));
    }

    private Tensor padded(Tensor map) {
        long rows = pads.get(0);
        long columns = pads.get(1);
        return rows == 0 && columns == 0 ? map : Tensors.pad(map, new long[] {rows, columns, rows, columns}, 0);
    }
}

package org.likeness.training.graph.operator;

import java.util.Arrays;
import org.bytedeco.javacpp.BoolPointer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.jspecify.annotations.Nullable;

/**
 * A piecewise linear function with a bend at 0 and a learned slope below it, usually one per channel: max(x, 0) + a·min(x, 0).
 *
 * <p>libtorch's own gradient takes as long as that of a convolution: it stores a gradient of the slopes for each value before summation,
 * without vector instructions. Here, with q = ∂loss/∂output where x is not positive and 0 elsewhere, ∂loss/∂x = ∂loss/∂output +
 * (a − 1)·q, and the slopes' gradient, Σ q·x, is computed by the gradient kernel of batch normalization: for mean 0 and variance 1 the two
 * sums are the same. This is done on the CPU only; elsewhere the sum is computed directly. The operation is bound by memory bandwidth: its
 * cost is the number of reads and writes of the maps.
 *
 * @see <a href="https://arxiv.org/abs/1502.01852">Delving Deep into Rectifiers, §2.1</a>
 */
public final class Prelu implements Operator.WithGradient {
    @Override
    public Tensor apply(Operands inputs, ExecutionMode mode) {
        Tensor values = inputs.get(0);
        Tensor slopes = inputs.get(1);
        if (byChannel(values, slopes)) {
            return torch.prelu(values, slopes.reshape(slopes.numel()));
        }
        return torch.lerp(torch.relu(values), values, slopes);
    }

    @Override
    public @Nullable Tensor[] gradients(Operands inputs, Tensor output, Tensor gradient) {
        Tensor values = inputs.get(0);
        Tensor slopes = inputs.get(1);
        boolean byChannel = byChannel(values, slopes);
        Tensor spread = byChannel ? acrossChannels(slopes, values) : slopes;
        try (Tensor below = whereNotPositive(gradient, values)) {
            boolean map = byChannel && values.dim() == 4 && slopes.numel() > 1 && values.is_cpu();
            Tensor ofSlopes =
                    map ? channelSums(below, values) : below.mul(values).sum_to_size(spread.shape());
            Tensor ofValues = torch.addcmul(gradient, below, spread.sub(new Scalar(1.0)));
            return new Tensor[] {ofValues, ofSlopes.reshape(slopes.shape())};
        }
    }

    /** The gradient of values cut off outside of (−∞, the smallest number): its bounds are left out, so that 0 counts as below. */
    private static Tensor whereNotPositive(Tensor gradient, Tensor values) {
        return torch.hardtanh_backward(
                gradient, values, new Scalar(Double.NEGATIVE_INFINITY), new Scalar(Float.MIN_NORMAL));
    }

    /** Whether there is one slope, or one for each channel, in any of the forms in which ONNX's broadcasting lets them be written. */
    private static boolean byChannel(Tensor values, Tensor slopes) {
        long channels = values.dim() < 2 ? 1 : values.size(1);
        boolean first = slopes.dim() == values.dim() - 1 && slopes.size(0) == channels;
        boolean second = slopes.dim() == values.dim() && slopes.size(1) == channels;
        return slopes.numel() == 1 || (slopes.numel() == channels && (first || second));
    }

    private static Tensor acrossChannels(Tensor slopes, Tensor values) {
        long[] shape = new long[Math.toIntExact(values.dim())];
        Arrays.fill(shape, 1);
        shape[Math.min(1, shape.length - 1)] = slopes.numel();
        return slopes.reshape(shape);
    }

    /** Σ a·b over all but the channels, [C]. */
    private static Tensor channelSums(Tensor a, Tensor b) {
        Tensor ones = torch.ones(new long[] {a.size(1)}, a.options());
        Tensor zeros = torch.zeros(new long[] {a.size(1)}, a.options());
        try (BoolPointer onlyOfWeights = new BoolPointer(3)) {
            onlyOfWeights.put(0, false).put(1, true).put(2, false);
            return torch.native_batch_norm_backward(
                            a.contiguous(MemoryFormat.ChannelsLast),
                            b.contiguous(MemoryFormat.ChannelsLast),
                            new TensorOptional(ones),
                            new TensorOptional(zeros),
                            new TensorOptional(ones),
                            new TensorOptional(),
                            new TensorOptional(),
                            false,
                            0,
                            onlyOfWeights)
                    .get1();
        }
    }
}

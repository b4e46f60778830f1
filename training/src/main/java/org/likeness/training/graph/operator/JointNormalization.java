package org.likeness.training.graph.operator;

import java.util.Arrays;
import org.bytedeco.javacpp.BoolPointer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensorTensor_T;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;
import org.likeness.training.distributed.ProcessGroup;

/**
 * Batch-normalization by the mean and variance of the pictures of all ranks, each of which applies it at the same time. With m values of a
 * channel in all ranks, mean μ, variance σ² and x̂ = (x − μ)/√(σ² + ε), the gradient of a value x is
 * γ/√(σ² + ε)·(g − Σg/m − x̂·Σ(x̂·g)/m), where g is that of its output, and sums are over all ranks: one exchange in each direction.
 *
 * @see <a href="https://arxiv.org/abs/1502.03167">Batch Normalization, algorithms 1 and 2 and §3</a>
 */
final class JointNormalization implements Operator.WithGradient {
    private final ProcessGroup ranks;
    private final double momentum;
    private final double epsilon;
    private @Nullable Applied latest;

    /**
     * @param momentum weight of the newest batch in the running statistics
     * @param epsilon  added to variances, ε
     */
    JointNormalization(ProcessGroup ranks, double momentum, double epsilon) {
        this.ranks = ranks;
        this.momentum = momentum;
        this.epsilon = epsilon;
    }

    /** What an application remembers for its way back, as long as its output lives. */
    private record Applied(Tensor output, Statistics statistics) {}

    /**
     * Of all ranks' values, in double precision on the processor.
     *
     * @param mean     of each channel, μ, [C]
     * @param variance of each channel, σ², [C]
     * @param count    of values of a channel, m
     */
    private record Statistics(Tensor mean, Tensor variance, double count) {}

    @Override
    public Tensor apply(Operands inputs, ExecutionMode mode) {
        latest = null;
        if (!mode.isTraining()) {
            return normalized(inputs, inputs.get(3), inputs.get(4));
        }
        Tensor map = inputs.get(0);
        Statistics statistics = statistics(map);
        if (mode != ExecutionMode.REPEATED) {
            follow(inputs.get(3), statistics.mean());
            follow(inputs.get(4), statistics.variance().mul(new Scalar(statistics.count() / (statistics.count() - 1))));
        }
        Tensor output = normalized(inputs, like(map, statistics.mean()), like(map, statistics.variance()));
        latest = new Applied(output, statistics);
        return output;
    }

    private Statistics statistics(Tensor map) {
        long channels = map.size(1);
        double own = (double) map.numel() / channels;
        T_TensorTensor_T spread = torch.batch_norm_update_stats(map, new TensorOptional(), new TensorOptional(), 0);
        Tensor mean = exact(spread.get0());
        Tensor squares = exact(spread.get1()).addcmul_(mean, mean);
        Tensor sums =
                torch.cat(new TensorVector(mean, squares, Tensor.create(1.0))).mul_(new Scalar(own));
        ranks.sum(sums).await();
        double count = sums.narrow(0, 2 * channels, 1).item_double();
        if (count <= 1) {
            throw new IllegalArgumentException("a batch of 1 has no variance: train with larger batches");
        }
        sums.div_(new Scalar(count));
        Tensor joint = sums.narrow(0, 0, channels);
        Tensor variance = sums.narrow(0, channels, channels)
                .addcmul_(joint, joint, new Scalar(-1.0))
                .clamp_min_(new Scalar(0.0));
        return new Statistics(joint, variance, count);
    }

    private void follow(Tensor running, Tensor newest) {
        running.mul_(new Scalar(1 - momentum)).add_(like(running, newest), new Scalar(momentum));
    }

    private Tensor normalized(Operands inputs, Tensor mean, Tensor variance) {
        return torch.batch_norm(
                inputs.get(0),
                inputs.optional(1),
                inputs.optional(2),
                new TensorOptional(mean),
                new TensorOptional(variance),
                false,
                0,
                epsilon,
                false);
    }

    @Override
    public @Nullable Tensor[] gradients(Operands inputs, Tensor output, Tensor gradient) {
        Applied applied = latest;
        if (applied != null && applied.output() != output) {
            throw new IllegalStateException("another batch has gone through the graph before the way back of this one");
        }
        Tensor map = inputs.get(0);
        T_TensorTensorTensor_T own = applied == null
                ? withFixedStatistics(inputs, gradient, inputs.get(3), inputs.get(4))
                : withFixedStatistics(
                        inputs,
                        gradient,
                        like(map, applied.statistics().mean()),
                        like(map, applied.statistics().variance()));
        if (applied != null && inputs.learns(0)) {
            addThroughStatistics(own, inputs, applied.statistics());
        }
        return new Tensor[] {own.get0(), own.get1(), own.get2(), null, null};
    }

    /** Gradients of values, scale and shift where mean and variance are constants. */
    private T_TensorTensorTensor_T withFixedStatistics(Operands inputs, Tensor gradient, Tensor mean, Tensor variance) {
        try (BoolPointer all = new BoolPointer(3)) {
            all.put(0, true).put(1, true).put(2, true);
            return torch.native_batch_norm_backward(
                    gradient,
                    inputs.get(0),
                    inputs.optional(1),
                    new TensorOptional(mean),
                    new TensorOptional(variance),
                    new TensorOptional(),
                    new TensorOptional(),
                    false,
                    epsilon,
                    all);
        }
    }

    /** Adds to the values' gradient what mean and variance contribute: a linear function of each value. */
    private void addThroughStatistics(T_TensorTensorTensor_T own, Operands inputs, Statistics statistics) {
        Tensor map = inputs.get(0);
        long channels = map.size(1);
        Tensor sums = torch.cat(new TensorVector(exact(own.get1()), exact(own.get2())));
        ranks.sum(sums).await();
        sums.div_(new Scalar(statistics.count()));
        Tensor alongValues = sums.narrow(0, 0, channels);
        Tensor constant = sums.narrow(0, channels, channels);
        Tensor scale = statistics.variance().add(new Scalar(epsilon)).rsqrt();
        Tensor outer = exact(inputs.get(1)).mul(scale).neg_();
        Tensor slope = outer.mul(scale).mul_(alongValues);
        Tensor shift = outer.mul(constant).sub_(slope.mul(statistics.mean()));
        own.get0().addcmul_(map, spread(map, slope)).add_(spread(map, shift));
    }

    private static Tensor exact(Tensor values) {
        return values.detach().cpu().to(ScalarType.Double);
    }

    private static Tensor like(Tensor tensor, Tensor values) {
        return values.to(tensor.device(), tensor.scalar_type());
    }

    /** One number of each channel, to be combined with a map. */
    private static Tensor spread(Tensor map, Tensor values) {
        long[] shape = new long[Math.toIntExact(map.dim())];
        Arrays.fill(shape, 1);
        shape[1] = map.size(1);
        return like(map, values).reshape(shape);
    }
}

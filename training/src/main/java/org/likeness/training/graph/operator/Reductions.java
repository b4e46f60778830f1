package org.likeness.training.graph.operator;

import java.util.Optional;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Reduction operators. */
final class Reductions {
    private Reductions() {}

    static void register(OperatorRegistry registry) {
        add(registry, "ReduceSum", 13, (values, axes, keep) -> values.sum(axes, keep, new ScalarTypeOptional()));
        add(registry, "ReduceMean", 18, (values, axes, keep) -> values.mean(axes, keep, new ScalarTypeOptional()));
        add(registry, "ReduceMax", 18, Tensor::amax);
        add(registry, "ReduceMin", 18, Tensor::amin);
        add(registry, "ReduceSumSquare", 18, Reductions::sumOfSquares);
        add(registry, "ReduceL1", 18, (values, axes, keep) -> norm(values, 1, axes, keep));
        add(registry, "ReduceL2", 18, (values, axes, keep) -> norm(values, 2, axes, keep));
    }

    private interface Reduction {
        Tensor apply(Tensor values, long[] axes, boolean keepAxes);
    }

    /** @param axesAreInputSince the version that made the axes an input instead of an attribute */
    private static void add(OperatorRegistry registry, String name, long axesAreInputSince, Reduction reduction) {
        registry.add(name, 1, settings -> {
            Optional<long[]> axes =
                    settings.hasAttribute("axes") ? Optional.of(settings.integers("axes")) : Optional.empty();
            return operator(axes, settings.integer("keepdims", 1) != 0, reduction);
        });
        registry.add(name, axesAreInputSince, settings -> {
            Optional<long[]> axes = settings.integersInput(1);
            boolean noneMeansNone = settings.integer("noop_with_empty_axes", 0) != 0;
            if (noneMeansNone && axes.orElse(new long[0]).length == 0) {
                throw settings.refuse("attribute noop_with_empty_axes = 1 without axes is not supported");
            }
            return operator(axes, settings.integer("keepdims", 1) != 0, reduction);
        });
    }

    private static Operator operator(Optional<long[]> axes, boolean keepAxes, Reduction reduction) {
        boolean all = axes.isEmpty() || axes.get().length == 0;
        return (inputs, mode) -> {
            Tensor values = inputs.get(0);
            long[] chosen = all ? LongStream.range(0, values.dim()).toArray() : axes.orElseThrow();
            return reduction.apply(values, chosen, keepAxes);
        };
    }

    private static Tensor sumOfSquares(Tensor values, long[] axes, boolean keepAxes) {
        return values.square().sum(axes, keepAxes, new ScalarTypeOptional());
    }

    private static Tensor norm(Tensor values, double order, long[] axes, boolean keepAxes) {
        return torch.linalg_vector_norm(values, new Scalar(order), axes, keepAxes, new ScalarTypeOptional());
    }
}

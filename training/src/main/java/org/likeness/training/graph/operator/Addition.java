package org.likeness.training.graph.operator;

import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** The sum of two values, as of a block and its shortcut. It may reuse the memory of one of them, and propagates its gradient to both. */
final class Addition implements Operator.WithGradient {
    private final boolean overwritesFirst;
    private final boolean overwritesSecond;

    Addition(boolean overwritesFirst, boolean overwritesSecond) {
        this.overwritesFirst = overwritesFirst;
        this.overwritesSecond = overwritesSecond;
    }

    @Override
    public Tensor apply(Operands inputs, ExecutionMode mode) {
        Tensor first = inputs.get(0);
        Tensor second = inputs.get(1);
        boolean sameShape = Arrays.equals(first.shape(), second.shape());
        if (sameShape && overwritesFirst) {
            return new Tensor(first.add_(second));
        }
        if (sameShape && overwritesSecond) {
            return new Tensor(second.add_(first));
        }
        return first.add(second);
    }

    @Override
    public @Nullable Tensor[] gradients(Operands inputs, Tensor output, Tensor gradient) {
        return new Tensor[] {
            gradient.sum_to_size(inputs.get(0).shape()),
            gradient.sum_to_size(inputs.get(1).shape())
        };
    }
}

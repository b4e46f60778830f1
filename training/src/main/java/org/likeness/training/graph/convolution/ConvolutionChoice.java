package org.likeness.training.graph.convolution;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.likeness.training.libtorch.Libtorch;

/**
 * Chooses the implementation of each convolution of a graph on the CPU in single precision, where libtorch uses oneDNN 3.7.1.
 *
 * <p>A kernel that covers the map, or a 1×1 kernel with a stride, is computed as a matrix product on every machine. The first is faster in
 * this way; for the second, oneDNN's weight gradient writes beyond its buffer if a map with fewer than 16 channels is large
 * (<a href="https://github.com/uxlfoundation/oneDNN/issues/6035">oneDNN, issue 6035</a>). All others are computed by libtorch if a trial
 * shows that its results are correct on this machine, otherwise as matrix products, too.
 */
public final class ConvolutionChoice {
    private final ConvolutionPolicy policy;
    private final boolean byOneDnn;
    private final SortedSet<String> replaced = new TreeSet<>();

    /**
     * @param policy   how convolutions are computed where libtorch uses oneDNN
     * @param byOneDnn whether it does: on the CPU, in single precision
     */
    public ConvolutionChoice(ConvolutionPolicy policy, boolean byOneDnn) {
        this.policy = policy;
        this.byOneDnn = byOneDnn;
    }

    /** @param node the convolution's name */
    public Tensor apply(String node, Convolution convolution, Tensor map, Tensor weights, TensorOptional bias) {
        return isDirect(node, convolution, map, weights, bias.has_value())
                ? convolution.direct(map, weights, bias)
                : product(convolution, map, weights, bias);
    }

    /** What a product needs on its way goes with it, unless a gradient keeps it. */
    private static Tensor product(Convolution convolution, Tensor map, Tensor weights, TensorOptional bias) {
        PointerScope caller = PointerScope.getInnerScope();
        if (caller == null) {
            return convolution.product(map, weights, bias);
        }
        try (PointerScope scope = new PointerScope()) {
            Tensor result = convolution.product(map, weights, bias);
            caller.attach(result);
            return result;
        }
    }

    private boolean isDirect(String node, Convolution convolution, Tensor map, Tensor weights, boolean biased) {
        if (!byOneDnn) {
            return true;
        }
        return switch (policy) {
            case DIRECT -> true;
            case PRODUCTS -> false;
            case CHECKED ->
                !convolution.isPlainProduct(map, weights) && isRight(node, convolution, map, weights, biased);
        };
    }

    private boolean isRight(String node, Convolution convolution, Tensor map, Tensor weights, boolean biased) {
        ConvolutionCase question = ConvolutionCase.of(convolution, map, weights, biased);
        boolean right = ConvolutionVerdicts.OF_THIS_MACHINE.isRight(question, Libtorch.threads());
        if (!right) {
            replaced.add(node);
        }
        return right;
    }

    /** The names of convolutions that libtorch computes wrong on this machine, as far as they were met. */
    public SortedSet<String> replaced() {
        return Collections.unmodifiableSortedSet(replaced);
    }
}

package org.likeness.training.graph.operator;

import java.util.Locale;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.likeness.training.graph.convolution.Convolution;
import org.likeness.training.graph.convolution.ConvolutionChoice;
import org.likeness.training.libtorch.Tensors;

/** Convolutions and matrix products. */
final class Convolutions {
    private static final long[] NO_PADS = {0, 0};

    private Convolutions() {}

    static void register(OperatorRegistry registry) {
        registry.add("Conv", 1, Convolutions::convolution);
        registry.add("ConvTranspose", 1, Convolutions::transposed);
        registry.add("Gemm", 7, Convolutions::gemm);
        registry.add("MatMul", 1, settings -> (inputs, mode) -> torch.matmul(inputs.get(0), inputs.get(1)));
    }

    private static Operator convolution(NodeSettings settings) {
        Window window = Window.read(settings);
        long groups = settings.integer("group", 1);
        long[] stated = settings.integers("kernel_shape");
        ConvolutionChoice choice = settings.convolutions();
        String name = settings.name();
        return (inputs, mode) -> {
            Tensor map = inputs.get(0);
            Tensor weights = inputs.get(1);
            requireFit(map, weights, groups, stated);
            long[] pads = window.pads(map, new long[] {weights.size(2), weights.size(3)});
            boolean symmetric = Window.symmetric(pads);
            Convolution convolution = Convolution.plain(
                    window.strides(), symmetric ? new long[] {pads[0], pads[1]} : NO_PADS, window.dilations(), groups);
            Tensor padded = symmetric ? map : Tensors.pad(map, pads, 0);
            return choice.apply(name, convolution, padded, weights, inputs.optional(2));
        };
    }

    private static void requireFit(Tensor map, Tensor weights, long groups, long[] stated) {
        requireAxes(map, weights);
        requireKernel(weights, stated);
        if (map.size(1) != weights.size(1) * groups) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "a map of %d channels, weights for %d", map.size(1), weights.size(1) * groups));
        }
    }

    private static void requireAxes(Tensor map, Tensor weights) {
        if (map.dim() != 4 || weights.dim() != 4) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "a map of %d and weights of %d axes: only 4 and 4 are supported",
                    map.dim(),
                    weights.dim()));
        }
    }

    private static void requireKernel(Tensor weights, long[] stated) {
        if (stated.length > 0 && (stated.length != 2 || stated[0] != weights.size(2) || stated[1] != weights.size(3))) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "kernel_shape differs from the weights' %d×%d", weights.size(2), weights.size(3)));
        }
    }

    /** A convolution's way back, which makes maps larger. Margins are cut off afterwards where they differ from side to side. */
    private static Operator transposed(NodeSettings settings) {
        Window window = Window.read(settings);
        long groups = settings.integer("group", 1);
        long[] stated = settings.integers("kernel_shape");
        ConvolutionChoice choice = settings.convolutions();
        String name = settings.name();
        long[] further = settings.integers("output_padding", 0, 0);
        if (settings.hasAttribute("output_shape") || window.alignment().startsWith("SAME") || further.length != 2) {
            throw settings.refuse("attributes output_shape and auto_pad = SAME are not supported, only pads");
        }
        return (inputs, mode) -> {
            Tensor map = inputs.get(0);
            Tensor weights = inputs.get(1);
            requireAxes(map, weights);
            requireKernel(weights, stated);
            long[] pads = window.pads();
            boolean symmetric = Window.symmetric(pads);
            Convolution convolution = Convolution.transposed(
                    window.strides(),
                    symmetric ? new long[] {pads[0], pads[1]} : NO_PADS,
                    window.dilations(),
                    further,
                    groups);
            Tensor larger = choice.apply(name, convolution, map, weights, inputs.optional(2));
            return symmetric
                    ? larger
                    : larger.narrow(2, pads[0], larger.size(2) - pads[0] - pads[2])
                            .narrow(3, pads[1], larger.size(3) - pads[1] - pads[3]);
        };
    }

    private static Operator gemm(NodeSettings settings) {
        double alpha = settings.real("alpha", 1);
        double beta = settings.real("beta", 1);
        boolean transposeA = settings.integer("transA", 0) != 0;
        boolean transposeB = settings.integer("transB", 0) != 0;
        return (inputs, mode) -> {
            Tensor a = transposeA ? inputs.get(0).t() : inputs.get(0);
            Tensor b = transposeB ? inputs.get(1).t() : inputs.get(1);
            if (inputs.has(2)) {
                return torch.addmm(inputs.get(2), a, b, new Scalar(beta), new Scalar(alpha));
            }
            Tensor product = torch.matmul(a, b);
            return alpha == 1 ? product : product.mul(new Scalar(alpha));
        };
    }
}

package org.likeness.training.graph.convolution;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Computes a convolution of random numbers in single precision, as in training, and compares output and all gradients with those in double
 * precision by matrix products. The reference processes a few pictures at a time, so that its memory does not grow with the batch.
 */
final class ConvolutionTrial {
    /** Sound results differ by some 1e-6 of the largest number, wrong ones by a tenth and more (docs/results/convolutions.md). */
    static final double TOLERANCE = 1e-4;

    /** Numbers that a fault leaves out are those of the memory's earlier use, which may be right by chance, but not again and again. */
    private static final int ROUNDS = 3;

    private static final long REFERENCE_NUMBERS = 4_000_000; // of pixels under kernels: 32 MB at a time

    private ConvolutionTrial() {}

    /**
     * Computes and compares, without gradients too, as that may be done by other code; the process may die of it.
     *
     * @return the largest difference, as a share of the largest number in the tensor it is found in; NaN or infinite if there are such
     */
    static double error(ConvolutionCase convolution) {
        double largest = 0;
        for (int round = 0; round < ROUNDS; round++) {
            largest = Math.max(largest, error(convolution, round));
        }
        return largest;
    }

    private static double error(ConvolutionCase convolution, int seed) {
        try (PointerScope scope = new PointerScope()) {
            torch.manual_seed(seed);
            Tensor map = random(convolution.map());
            Tensor weights = random(convolution.weights());
            Tensor bias = convolution.biased() ? torch.randn(convolution.outputs()) : null;
            List<Tensor> given = new ArrayList<>(List.of(map, weights));
            if (bias != null) {
                given.add(bias);
            }
            TensorOptional added = bias == null ? new TensorOptional() : new TensorOptional(bias);
            Tensor inferred = convolution.convolution().direct(map, weights, added);
            given.forEach(tensor -> tensor.requires_grad_(true));
            Tensor output = convolution.convolution().direct(map, weights, added);
            Tensor direction = torch.randn_like(output);
            Differences differences = new Differences();
            List<Tensor> gradients = gradients(output, given, direction);
            try (NoGradGuard guard = new NoGradGuard()) {
                given.forEach(tensor -> tensor.requires_grad_(false));
            }
            compare(convolution, given, List.of(inferred, output), direction, gradients, differences);
            return differences.largestShare();
        }
    }

    /** Without a copy, whose memory would be used anew. */
    private static Tensor random(ConvolutionCase.Layout layout) {
        return torch.empty_strided(array(layout.shape()), array(layout.strides()))
                .normal_();
    }

    private static long[] array(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).toArray();
    }

    private static List<Tensor> gradients(Tensor output, List<Tensor> given, Tensor direction) {
        try (TensorVector outputs = new TensorVector(output);
                TensorVector inputs = new TensorVector(given.toArray(Tensor[]::new));
                TensorVector directions = new TensorVector(direction);
                BoolOptional freeHistory = new BoolOptional(false);
                TensorVector parts = torch.grad(outputs, inputs, directions, freeHistory, false, false)) {
            List<Tensor> gradients = new ArrayList<>();
            for (long i = 0; i < parts.size(); i++) {
                gradients.add(new Tensor(parts.get(i)));
            }
            return gradients;
        }
    }

    /** Outputs and the map's gradient picture by picture; the weights' and the bias's are sums over the pictures. */
    private static void compare(
            ConvolutionCase convolution,
            List<Tensor> given,
            List<Tensor> outputs,
            Tensor direction,
            List<Tensor> gradients,
            Differences differences) {
        List<Tensor> sums = new ArrayList<>();
        for (Tensor tensor : given.subList(1, given.size())) {
            sums.add(torch.zeros_like(tensor).to(ScalarType.Double));
        }
        long batch = convolution.map().size(0);
        long block = Math.max(1, REFERENCE_NUMBERS / numbersOfPicture(convolution, direction));
        for (long from = 0; from < batch; from += block) {
            long count = Math.min(block, batch - from);
            try (PointerScope scope = new PointerScope()) {
                List<Tensor> exact = new ArrayList<>();
                exact.add(part(given.get(0), from, count));
                given.subList(1, given.size()).forEach(tensor -> exact.add(tensor.to(ScalarType.Double)));
                exact.forEach(tensor -> tensor.requires_grad_(true));
                TensorOptional bias = exact.size() > 2 ? new TensorOptional(exact.get(2)) : new TensorOptional();
                Tensor expected = convolution.convolution().product(exact.get(0), exact.get(1), bias);
                List<Tensor> parts = gradients(expected, exact, part(direction, from, count));
                try (NoGradGuard guard = new NoGradGuard()) {
                    for (Tensor output : outputs) {
                        differences.add(0, part(output, from, count), expected);
                    }
                    differences.add(1, part(gradients.get(0), from, count), parts.get(0));
                    for (int i = 0; i < sums.size(); i++) {
                        sums.get(i).add_(parts.get(i + 1));
                    }
                }
            }
        }
        for (int i = 0; i < sums.size(); i++) {
            differences.add(i + 2, gradients.get(i + 1).to(ScalarType.Double), sums.get(i));
        }
    }

    private static Tensor part(Tensor tensor, long from, long count) {
        return tensor.detach().narrow(0, from, count).to(ScalarType.Double);
    }

    private static long numbersOfPicture(ConvolutionCase convolution, Tensor output) {
        long kernel = convolution.weights().size(2) * convolution.weights().size(3);
        long places = convolution.convolution().transposed()
                ? convolution.map().size(2) * convolution.map().size(3) * output.size(1)
                : output.size(2) * output.size(3) * convolution.map().size(1);
        return Math.max(1, kernel * places);
    }

    /** The largest difference and the largest number of each tensor, of which only parts may be at hand at a time. */
    private static final class Differences {
        private final double[] difference = new double[4];
        private final double[] size = new double[4];

        void add(int tensor, Tensor found, Tensor expected) {
            difference[tensor] =
                    Math.max(difference[tensor], found.sub(expected).abs().max().item_double());
            size[tensor] = Math.max(size[tensor], expected.abs().max().item_double());
        }

        /** NaN if any is. */
        double largestShare() {
            double largest = 0;
            for (int i = 0; i < difference.length; i++) {
                if (difference[i] != 0) {
                    largest = Math.max(largest, difference[i] / size[i]);
                }
            }
            return largest;
        }
    }
}

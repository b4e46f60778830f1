package org.likeness.training.graph;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Computes a convolution of random numbers in single precision, as training would, and compares output and all gradients with the same in
 * double precision by matrix products. The reference takes a few pictures at a time, so that its memory does not grow with the batch.
 */
final class ConvolutionTrial {
    /** Sound results differ by some 1e-6 of the largest number, wrong ones by a tenth and more (docs/results/convolutions.md). */
    static final double TOLERANCE = 1e-4;

    private static final long SEED = 1;
    private static final long REFERENCE_NUMBERS = 4_000_000; // of pixels under kernels: 32 MB at a time

    private ConvolutionTrial() {}

    /**
     * Computes and compares; the process may die of it.
     *
     * @return the largest difference, as a share of the largest number in the tensor it is found in; NaN or infinite if there are such
     */
    static double error(ConvolutionCase convolution) {
        try (PointerScope scope = new PointerScope()) {
            torch.manual_seed(SEED);
            Tensor map = random(convolution.map(), convolution.channelsLast());
            Tensor weights = random(convolution.weights(), convolution.channelsLast());
            Tensor bias = convolution.biased() ? torch.randn(outputs(convolution)) : null;
            List<Tensor> given = new ArrayList<>(List.of(map, weights));
            if (bias != null) {
                given.add(bias);
            }
            given.forEach(tensor -> tensor.requires_grad_(true));
            TensorOptional added = bias == null ? new TensorOptional() : new TensorOptional(bias);
            Tensor output = convolution.convolution().direct(map, weights, added);
            Tensor direction = torch.randn_like(output);
            Differences differences = new Differences();
            List<Tensor> gradients = gradients(output, given, direction);
            try (NoGradGuard guard = new NoGradGuard()) {
                given.forEach(tensor -> tensor.requires_grad_(false));
            }
            compare(convolution, given, output, direction, gradients, differences);
            return differences.largestShare();
        }
    }

    private static Tensor random(List<Long> shape, boolean channelsLast) {
        Tensor rows = torch.randn(shape.stream().mapToLong(Long::longValue).toArray());
        return channelsLast ? rows.contiguous(MemoryFormat.ChannelsLast) : rows;
    }

    private static long outputs(ConvolutionCase convolution) {
        return convolution.convolution().transposed()
                ? convolution.weights().get(1) * convolution.convolution().groups()
                : convolution.weights().get(0);
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

    /** Output and the map's gradient picture by picture; the weights' and the bias's are sums over the pictures. */
    private static void compare(
            ConvolutionCase convolution,
            List<Tensor> given,
            Tensor output,
            Tensor direction,
            List<Tensor> gradients,
            Differences differences) {
        List<Tensor> sums = new ArrayList<>();
        for (Tensor tensor : given.subList(1, given.size())) {
            sums.add(torch.zeros_like(tensor).to(ScalarType.Double));
        }
        long batch = convolution.map().get(0);
        long block = Math.max(1, REFERENCE_NUMBERS / numbersOfPicture(convolution, output));
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
                    differences.add(0, part(output, from, count), expected);
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
        long kernel = convolution.weights().get(2) * convolution.weights().get(3);
        long places = convolution.convolution().transposed()
                ? convolution.map().get(2) * convolution.map().get(3) * output.size(1)
                : output.size(2) * output.size(3) * convolution.map().get(1);
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

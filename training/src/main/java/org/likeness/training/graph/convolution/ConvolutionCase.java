package org.likeness.training.graph.convolution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Tensor;

/**
 * Everything that determines how oneDNN computes a convolution, except the CPU and the number of threads.
 *
 * @param convolution its parameters
 * @param map         shape and layout of the map
 * @param weights     shape of the weights
 * @param biased      whether a bias is added
 */
record ConvolutionCase(Convolution convolution, Layout map, Layout weights, boolean biased) {
    private static final int NUMBERS = 27;

    /**
     * Where a tensor's numbers lie.
     *
     * @param shape   four sizes
     * @param strides how far neighbors along each axis are apart
     */
    record Layout(List<Long> shape, List<Long> strides) {
        static Layout of(Tensor tensor) {
            return new Layout(
                    LongStream.of(tensor.shape()).boxed().toList(),
                    LongStream.range(0, tensor.dim())
                            .map(tensor::stride)
                            .boxed()
                            .toList());
        }

        /** Channels after each other, as networks' maps and weights lie here. */
        static Layout channelsLast(long... shape) {
            return new Layout(
                    LongStream.of(shape).boxed().toList(),
                    List.of(shape[1] * shape[2] * shape[3], 1L, shape[1] * shape[3], shape[1]));
        }

        /** The size along an axis. */
        long size(int axis) {
            return shape.get(axis);
        }
    }

    static ConvolutionCase of(Convolution convolution, Tensor map, Tensor weights, boolean biased) {
        return new ConvolutionCase(convolution, Layout.of(map), Layout.of(weights), biased);
    }

    /** O. */
    long outputs() {
        return convolution.transposed() ? weights.size(1) * convolution.groups() : weights.size(0);
    }

    /** One line of numbers, as {@link #parse} reads it. */
    String line() {
        List<Long> numbers = new ArrayList<>(NUMBERS);
        numbers.add(convolution.transposed() ? 1L : 0L);
        numbers.addAll(convolution.strides());
        numbers.addAll(convolution.pads());
        numbers.addAll(convolution.dilations());
        numbers.addAll(convolution.further());
        numbers.add(convolution.groups());
        for (Layout layout : List.of(map, weights)) {
            numbers.addAll(layout.shape());
            numbers.addAll(layout.strides());
        }
        numbers.add(biased ? 1L : 0L);
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    /** @throws IllegalArgumentException if it is not a line as {@link #line} gives it */
    static ConvolutionCase parse(String line) {
        List<Long> numbers =
                Arrays.stream(line.trim().split(" ")).map(Long::valueOf).toList();
        if (numbers.size() != NUMBERS) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "%d numbers in \"%s\": a convolution has %d", numbers.size(), line, NUMBERS));
        }
        Convolution convolution = new Convolution(
                numbers.get(0) == 1,
                numbers.subList(1, 3),
                numbers.subList(3, 5),
                numbers.subList(5, 7),
                numbers.subList(7, 9),
                numbers.get(9));
        return new ConvolutionCase(
                convolution,
                new Layout(numbers.subList(10, 14), numbers.subList(14, 18)),
                new Layout(numbers.subList(18, 22), numbers.subList(22, 26)),
                numbers.get(26) == 1);
    }
}

package org.likeness.training.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/**
 * All that decides how oneDNN computes a convolution, but for the processor and the number of threads.
 *
 * @param convolution  how the kernel moves
 * @param map          B, C, H, W
 * @param weights      the weights' four sizes
 * @param biased       whether a bias is added
 * @param channelsLast whether map or weights lie in the layout channels-last, so that both are taken to
 */
record ConvolutionCase(
        Convolution convolution, List<Long> map, List<Long> weights, boolean biased, boolean channelsLast) {
    private static final int NUMBERS = 20;

    static ConvolutionCase of(Convolution convolution, Tensor map, Tensor weights, boolean biased) {
        return new ConvolutionCase(
                convolution, shape(map), shape(weights), biased, isChannelsLast(map) || isChannelsLast(weights));
    }

    private static List<Long> shape(Tensor tensor) {
        return LongStream.of(tensor.shape()).boxed().toList();
    }

    private static boolean isChannelsLast(Tensor tensor) {
        return tensor.suggest_memory_format().intern() == MemoryFormat.ChannelsLast;
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
        numbers.addAll(map);
        numbers.addAll(weights);
        numbers.add(biased ? 1L : 0L);
        numbers.add(channelsLast ? 1L : 0L);
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    /** @throws IllegalArgumentException if it is not a line as {@link #line} gives it */
    static ConvolutionCase parse(String line) {
        List<Long> numbers =
                Arrays.stream(line.trim().split(" ")).map(Long::valueOf).toList();
        if (numbers.size() != NUMBERS) {
            throw new IllegalArgumentException(
                    "%d numbers in \"%s\": a convolution has %d".formatted(numbers.size(), line, NUMBERS));
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
                numbers.subList(10, 14),
                numbers.subList(14, 18),
                numbers.get(18) == 1,
                numbers.get(19) == 1);
    }
}

package org.likeness.training.graph.convolution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.likeness.training.graph.convolution.ConvolutionCase.Layout;
import org.likeness.training.libtorch.Libtorch;

/** Convolutions as matrix products beside libtorch's in double precision, which oneDNN does not compute. */
final class ProductConvolutionTest {
    @BeforeAll
    static void load() {
        Libtorch.load();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void outputAndGradientsAreThoseOfTheDirectWay(int seed) {
        requireEqual(seed, draw(new SplittableRandom(seed)));
    }

    static IntStream seeds() {
        return IntStream.range(0, 40);
    }

    static List<ConvolutionCase> forms() {
        long[] once = {1, 1};
        long[] twice = {2, 2};
        long[] none = {0, 0};
        return List.of(
                aCase(Convolution.plain(twice, none, once, 1), Layout.channelsLast(2, 3, 6, 6), 5, 3, 1, 1),
                aCase(Convolution.plain(once, none, once, 1), Layout.channelsLast(3, 4, 7, 7), 5, 4, 7, 7),
                aCase(Convolution.plain(once, once, once, 6), Layout.channelsLast(2, 6, 5, 5), 6, 1, 3, 3),
                aCase(Convolution.plain(once, none, once, 6), Layout.channelsLast(2, 6, 7, 7), 6, 1, 7, 7),
                aCase(Convolution.transposed(twice, once, once, once, 2), Layout.channelsLast(2, 4, 5, 5), 4, 3, 3, 3));
    }

    private static ConvolutionCase aCase(Convolution convolution, Layout map, long... weights) {
        return new ConvolutionCase(convolution, map, Layout.channelsLast(weights), true);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void formsOfTheirOwnAreThoseOfTheDirectWay(ConvolutionCase convolution) {
        requireEqual(1, convolution);
    }

    private static ConvolutionCase draw(SplittableRandom random) {
        boolean transposed = random.nextInt(4) == 0;
        long groups = random.nextInt(1, 4);
        long inputs = groups * random.nextInt(1, 4);
        long outputs = groups * random.nextInt(1, 4);
        List<Long> strides = two(random, 1, 4);
        Convolution convolution = new Convolution(
                transposed,
                strides,
                two(random, 0, 3),
                two(random, 1, 3),
                transposed ? List.of(strides.get(0) - 1, 0L) : List.of(0L, 0L),
                groups);
        return new ConvolutionCase(
                convolution,
                Layout.channelsLast(random.nextInt(1, 4), inputs, random.nextInt(7, 11), random.nextInt(7, 11)),
                Layout.channelsLast(
                        transposed ? inputs : outputs,
                        transposed ? outputs / groups : inputs / groups,
                        random.nextInt(1, 4),
                        random.nextInt(1, 4)),
                random.nextBoolean());
    }

    private static List<Long> two(SplittableRandom random, int least, int bound) {
        return List.of((long) random.nextInt(least, bound), (long) random.nextInt(least, bound));
    }

    private static void requireEqual(int seed, ConvolutionCase convolution) {
        assertThat(ConvolutionCase.parse(convolution.line())).isEqualTo(convolution);
        try (PointerScope scope = new PointerScope()) {
            torch.manual_seed(seed);
            List<Tensor> given = new ArrayList<>();
            given.add(random(convolution.map().shape()));
            given.add(random(convolution.weights().shape()));
            TensorOptional bias = new TensorOptional();
            if (convolution.biased()) {
                given.add(random(List.of(convolution.outputs())));
                bias = new TensorOptional(given.get(2));
            }
            Tensor direct = convolution.convolution().direct(given.get(0), given.get(1), bias);
            Tensor product = convolution.convolution().product(given.get(0), given.get(1), bias);
            Tensor direction = torch.randn_like(direct);
            List<Tensor> expected = gradients(direct, given, direction);
            List<Tensor> found = gradients(product, given, direction);
            requireEqual("output", seed, convolution, product, direct);
            for (int i = 0; i < given.size(); i++) {
                requireEqual("gradient " + i, seed, convolution, found.get(i), expected.get(i));
            }
        }
    }

    private static Tensor random(List<Long> shape) {
        return torch.randn(shape.stream().mapToLong(Long::longValue).toArray())
                .to(ScalarType.Double)
                .requires_grad_(true);
    }

    private static List<Tensor> gradients(Tensor output, List<Tensor> given, Tensor direction) {
        TensorVector parts = torch.grad(
                new TensorVector(output),
                new TensorVector(given.toArray(Tensor[]::new)),
                new TensorVector(direction),
                new BoolOptional(true),
                false,
                false);
        List<Tensor> gradients = new ArrayList<>();
        for (long i = 0; i < parts.size(); i++) {
            gradients.add(parts.get(i));
        }
        return gradients;
    }

    private static void requireEqual(
            String what, int seed, ConvolutionCase convolution, Tensor found, Tensor expected) {
        assertThat(found.shape()).as("%s, seed %d, %s", what, seed, convolution).isEqualTo(expected.shape());
        assertThat(found.sub(expected).abs().max().item_double())
                .as("%s, seed %d, %s", what, seed, convolution)
                .isLessThan(1e-11);
    }
}

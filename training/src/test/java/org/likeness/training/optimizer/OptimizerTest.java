package org.likeness.training.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adagrad;
import org.bytedeco.pytorch.AdagradOptions;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.likeness.core.LikenessException;
import org.likeness.core.recipe.FineTuningSettings.DecayTarget;
import org.likeness.core.recipe.OptimizerSettings;
import org.likeness.core.recipe.OptimizerSettings.Algorithm;
import org.likeness.model.graph.TensorData;
import org.likeness.training.graph.SavedState;
import org.likeness.training.libtorch.Libtorch;

final class OptimizerTest {
    private static final int STEPS = 12;
    private static final double RATE = 0.05;
    private static final Map<String, long[]> SHAPES =
            Map.of("kernel", new long[] {4, 3, 3, 2}, "bias", new long[] {4}, "slopes", new long[] {4, 1, 1});

    private PointerScope scope = new PointerScope();

    @BeforeEach
    void open() {
        Libtorch.load();
        scope = new PointerScope();
    }

    @AfterEach
    void close() {
        scope.close();
    }

    private static OptimizerSettings settings(Algorithm algorithm) {
        return new OptimizerSettings(algorithm, RATE, 0.9, 0.9, 0.999, 0.01, 0);
    }

    private static SortedMap<String, Tensor> parameters() {
        SortedMap<String, Tensor> parameters = new TreeMap<>();
        SplittableRandom random = new SplittableRandom(3);
        SHAPES.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> parameters.put(
                        entry.getKey(),
                        Tensor.create(normal(random, elements(entry.getValue())), entry.getValue())
                                .requires_grad_(true)));
        return parameters;
    }

    private static void setGradients(SortedMap<String, Tensor> parameters, int step) {
        parameters.forEach((name, parameter) ->
                parameter.mutable_grad().put(Tensor.create(gradient(name, step), parameter.shape())));
    }

    private static float[] gradient(String name, int step) {
        SplittableRandom random = new SplittableRandom(name.hashCode() * 31L + step);
        return normal(random, elements(Objects.requireNonNull(SHAPES.get(name))));
    }

    private static float[] normal(SplittableRandom random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static int elements(long[] shape) {
        int product = 1;
        for (long size : shape) {
            product *= (int) size;
        }
        return product;
    }

    @ParameterizedTest
    @CsvSource({"SGD, ZERO", "SGD, START", "ADAMW, ZERO", "ADAMW, START", "ADAGRAD, ZERO", "ADAGRAD, START"})
    void everyStepMatchesPlainJava(Algorithm algorithm, DecayTarget target) {
        SortedMap<String, Tensor> parameters = parameters();
        Map<String, OptimizerReference> references = new TreeMap<>();
        SavedState.copy(parameters)
                .forEach((name, data) -> references.put(
                        name,
                        OptimizerReference.of(settings(algorithm), data.values(), name.equals("kernel"), target)));
        try (Optimizer optimizer = Optimizer.of(settings(algorithm), parameters, target)) {
            for (int step = 1; step <= STEPS; step++) {
                setGradients(parameters, step);
                optimizer.step(RATE / step);
                for (String name : parameters.keySet()) {
                    double[] expected =
                            Objects.requireNonNull(references.get(name)).step(gradient(name, step), RATE / step, step);
                    requireClose(parameters, name, expected, "step " + step);
                }
            }
        }
    }

    private static void requireClose(
            SortedMap<String, Tensor> parameters, String name, double[] expected, String step) {
        float[] actual = values(SavedState.copy(parameters), name);
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) actual[i])
                    .as("%s[%d], %s", name, i, step)
                    .isCloseTo(expected[i], within(2e-6 * Math.max(1, Math.abs(expected[i]))));
        }
    }

    @ParameterizedTest
    @EnumSource
    void libtorchsOwnOptimizerGivesTheSameNumbers(Algorithm algorithm) {
        SortedMap<String, Tensor> ours = new TreeMap<>(Map.of("kernel", kernel()));
        SortedMap<String, Tensor> theirs = new TreeMap<>(Map.of("kernel", kernel()));
        org.bytedeco.pytorch.Optimizer reference = libtorchs(algorithm, theirs);
        try (Optimizer optimizer = Optimizer.of(settings(algorithm), ours)) {
            for (int step = 1; step <= STEPS; step++) {
                setGradients(ours, step);
                setGradients(theirs, step);
                optimizer.step(RATE);
                reference.step();
            }
        }
        assertThat(values(SavedState.copy(ours), "kernel"))
                .containsExactly(values(SavedState.copy(theirs), "kernel"), within(1e-6f));
    }

    private static Tensor kernel() {
        return Objects.requireNonNull(parameters().get("kernel"));
    }

    private static org.bytedeco.pytorch.Optimizer libtorchs(Algorithm algorithm, SortedMap<String, Tensor> parameters) {
        TensorVector learning = new TensorVector(parameters.values().toArray(new Tensor[0]));
        return switch (algorithm) {
            case SGD -> {
                SGDOptions options = new SGDOptions(RATE);
                set(options.momentum(), 0.9);
                set(options.weight_decay(), 0.01);
                yield new SGD(learning, options);
            }
            case ADAMW -> {
                AdamWOptions options = new AdamWOptions(RATE);
                set(options.weight_decay(), 0.01);
                yield new org.bytedeco.pytorch.AdamW(learning, options);
            }
            case ADAGRAD -> {
                AdagradOptions options = new AdagradOptions(RATE);
                set(options.weight_decay(), 0.01);
                yield new Adagrad(learning, options);
            }
        };
    }

    private static void set(DoublePointer option, double value) {
        option.put(value);
    }

    @ParameterizedTest
    @EnumSource
    void resumedFromItsStateItGoesOnWithTheSameBits(Algorithm algorithm) {
        SortedMap<String, Tensor> whole = parameters();
        SortedMap<String, Tensor> halves = parameters();
        try (Optimizer optimizer = Optimizer.of(settings(algorithm), whole);
                Optimizer first = Optimizer.of(settings(algorithm), halves);
                Optimizer second = Optimizer.of(settings(algorithm), halves)) {
            for (int step = 1; step <= STEPS; step++) {
                setGradients(whole, step);
                optimizer.step(RATE);
                setGradients(halves, step);
                if (step == STEPS / 2) {
                    second.load(first.state());
                }
                (step < STEPS / 2 ? first : second).step(RATE);
            }
        }
        SHAPES.keySet()
                .forEach(name -> assertThat(values(SavedState.copy(halves), name))
                        .as(name)
                        .isEqualTo(values(SavedState.copy(whole), name)));
    }

    @Test
    void stateOfAnotherAlgorithmIsRefused() {
        SortedMap<String, Tensor> parameters = parameters();
        try (Optimizer sgd = Optimizer.of(settings(Algorithm.SGD), parameters);
                Optimizer adam = Optimizer.of(settings(Algorithm.ADAMW), parameters)) {
            assertThatThrownBy(() -> adam.load(sgd.state()))
                    .isInstanceOf(LikenessException.class)
                    .hasMessageContaining("the saved state of the optimizer does not match")
                    .hasMessageContaining("velocity/bias");
        }
    }

    @Test
    void clippingScalesAllGradientsTogether() {
        SortedMap<String, Tensor> parameters = parameters();
        try (Optimizer optimizer = Optimizer.of(settings(Algorithm.SGD), parameters)) {
            setGradients(parameters, 1);
            double squares = 0;
            for (String name : SHAPES.keySet()) {
                for (float value : gradient(name, 1)) {
                    squares += (double) value * value;
                }
            }
            assertThat(optimizer.clipGradients(2)).isCloseTo(Math.sqrt(squares), within(1e-4));
            assertThat(optimizer.clipGradients(Double.POSITIVE_INFINITY)).isCloseTo(2, within(1e-5));
            assertThat(optimizer.clipGradients(3)).isCloseTo(2, within(1e-5));
        }
    }

    @Test
    void gradientThatIsNotFiniteIsReportedAndNotScaled() {
        SortedMap<String, Tensor> parameters =
                new TreeMap<>(Map.of("w", Tensor.create(1f, 2f).requires_grad_(true)));
        try (Optimizer optimizer = Optimizer.of(settings(Algorithm.SGD), parameters)) {
            Tensor parameter = Objects.requireNonNull(parameters.get("w"));
            parameter.mutable_grad().put(Tensor.create(Float.POSITIVE_INFINITY, 3f));
            assertThat(optimizer.clipGradients(1)).isInfinite();
            assertThat(values(SavedState.copy(Map.of("g", parameter.grad())), "g"))
                    .containsExactly(Float.POSITIVE_INFINITY, 3f);
        }
    }

    @Test
    void parameterWithoutGradientStaysAsItIs() {
        SortedMap<String, Tensor> parameters = parameters();
        Map<String, TensorData.Floats> before = SavedState.copy(parameters);
        try (Optimizer optimizer = Optimizer.of(settings(Algorithm.ADAMW), parameters)) {
            setGradients(parameters, 1);
            optimizer.zeroGradients();
            optimizer.step(RATE);
        }
        SHAPES.keySet()
                .forEach(name ->
                        assertThat(values(SavedState.copy(parameters), name)).isEqualTo(values(before, name)));
    }

    private static float[] values(Map<String, TensorData.Floats> state, String name) {
        return Objects.requireNonNull(state.get(name), name).values();
    }
}

package org.likeness.training.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.likeness.training.graph.OperatorCases.OperatorCase;
import org.likeness.training.graph.operator.ExecutionMode;
import org.likeness.training.libtorch.Libtorch;
import org.likeness.training.libtorch.Precision;
import org.likeness.training.libtorch.Tensors;

/** Every operator beside ONNX Runtime, and its gradient beside finite differences. */
@Tag("slow")
public final class OperatorTest {
    public static List<OperatorCase> cases() {
        List<OperatorCase> all = new ArrayList<>(OperatorCases.all());
        all.addAll(ExportedCases.all());
        all.addAll(ExportedIdioms.all());
        return all;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void onnxRuntimeAgreesWithin1e5(OperatorCase operator) {
        var graph = operator.fixture().build();
        var expected = OnnxReference.run(graph, operator.input());
        try (TrainableGraph trainable =
                        TrainableGraph.of(graph, operator.fixture().trainable(), Precision.FLOAT);
                PointerScope scope = new PointerScope()) {
            Tensor output = trainable.run(Tensors.of(operator.input(), ScalarType.Float), ExecutionMode.INFERENCE);
            assertThat(output.shape()).isEqualTo(expected.shape());
            assertThat(Tensors.floats(output)).containsExactly(expected.values(), within(1e-5f));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientMatchesFiniteDifferences(OperatorCase operator) {
        Set<String> learning = operator.fixture().trainable();
        try (TrainableGraph trainable = TrainableGraph.of(operator.fixture().build(), learning, Precision.DOUBLE);
                PointerScope scope = new PointerScope()) {
            Tensor input = Tensors.of(operator.input(), ScalarType.Double).requires_grad_(true);
            Map<String, Tensor> leaves = new LinkedHashMap<>(trainable.parameters());
            leaves.put("input", input);
            for (ExecutionMode mode : ExecutionMode.values()) {
                requireGradient(trainable, input, leaves, mode);
            }
        }
    }

    /** Finite differences hold the gradient in double precision; the one in single precision is computed by other code. */
    @ParameterizedTest
    @MethodSource("cases")
    void gradientInSinglePrecisionIsThatInDouble(OperatorCase operator) {
        for (ExecutionMode mode : ExecutionMode.values()) {
            Map<String, double[]> expected = gradients(operator, Precision.DOUBLE, mode);
            Map<String, double[]> found = gradients(operator, Precision.FLOAT, mode);
            expected.forEach((name, gradient) -> {
                double largest = Math.max(
                        1e-3, DoubleStream.of(gradient).map(Math::abs).max().orElse(0));
                assertThat(found.get(name))
                        .as("∂/∂%s, %s", name, mode)
                        .containsExactly(gradient, within(1e-4 * largest));
            });
        }
    }

    private static Map<String, double[]> gradients(OperatorCase operator, Precision precision, ExecutionMode mode) {
        Set<String> learning = operator.fixture().trainable();
        try (TrainableGraph trainable = TrainableGraph.of(operator.fixture().build(), learning, precision);
                PointerScope scope = new PointerScope()) {
            Tensor input = Tensors.of(operator.input(), precision.type()).requires_grad_(true);
            Libtorch.seed(3);
            Tape tape = new Tape();
            Tensor output = trainable.record(input, mode, tape);
            Tensor directions =
                    Tensors.of(GraphFixture.normal(new SplittableRandom(7), 1, output.shape()), precision.type());
            tape.backward(trainable.outputSlot(), directions);
            Map<String, Tensor> leaves = new LinkedHashMap<>(trainable.parameters());
            leaves.put("input", input);
            Map<String, double[]> gradients = new LinkedHashMap<>();
            leaves.forEach(
                    (name, leaf) -> gradients.put(name, doubles(leaf.grad().to(ScalarType.Double))));
            return gradients;
        }
    }

    /** The gradient of Σ output · r, r random. */
    private static void requireGradient(
            TrainableGraph trainable, Tensor input, Map<String, Tensor> leaves, ExecutionMode mode) {
        Libtorch.seed(3);
        Tape tape = new Tape();
        Tensor output = trainable.record(input, mode, tape);
        SplittableRandom random = new SplittableRandom(7);
        Tensor directions = Tensors.of(GraphFixture.normal(random, 1, output.shape()), ScalarType.Double);
        leaves.values().forEach(leaf -> leaf.mutable_grad().reset());
        tape.backward(trainable.outputSlot(), directions.alias());
        leaves.forEach((name, leaf) -> {
            double[] gradient = doubles(leaf.grad());
            for (int i = 0; i < gradient.length; i++) {
                double expected = difference(trainable, input, directions, mode, leaf, i);
                assertThat(gradient[i])
                        .as("∂/∂%s[%d], %s", name, i, mode)
                        .isCloseTo(expected, within(1e-6 * Math.max(1, Math.abs(expected))));
            }
        });
    }

    private static Tensor run(TrainableGraph trainable, Tensor input, ExecutionMode mode) {
        Libtorch.seed(3);
        return trainable.record(input, mode, new Tape());
    }

    private static double difference(
            TrainableGraph trainable, Tensor input, Tensor directions, ExecutionMode mode, Tensor leaf, int index) {
        double step = 1e-5;
        try (PointerScope scope = new PointerScope()) {
            DoublePointer values = leaf.data_ptr_double().capacity(leaf.numel());
            int place = place(leaf, index);
            double before = values.get(place);
            values.put(place, before + step);
            double above = run(trainable, input, mode).mul(directions).sum().item_double();
            values.put(place, before - step);
            double below = run(trainable, input, mode).mul(directions).sum().item_double();
            values.put(place, before);
            return (above - below) / (2 * step);
        }
    }

    /** Where a row-major index lies in a tensor of any layout. */
    private static int place(Tensor tensor, int index) {
        long[] shape = tensor.shape();
        long place = 0;
        int rest = index;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            place += rest % shape[axis] * tensor.stride(axis);
            rest /= (int) shape[axis];
        }
        return Math.toIntExact(place);
    }

    private static double[] doubles(Tensor tensor) {
        Tensor rows = tensor.contiguous();
        double[] values = new double[Math.toIntExact(rows.numel())];
        rows.data_ptr_double().capacity(values.length).get(values);
        return values;
    }
}

package org.likeness.training.libtorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.likeness.core.LikenessException;
import org.likeness.training.graph.GraphExecutionException;
import org.likeness.training.graph.OperatorCases.OperatorCase;
import org.likeness.training.graph.OperatorTest;
import org.likeness.training.graph.Tape;
import org.likeness.training.graph.TrainableGraph;
import org.likeness.training.graph.operator.ExecutionMode;
import org.likeness.training.graph.operator.GraphSettings;

/** Which devices there are, and that what is computed elsewhere than on the processor stays there. */
final class DeviceTest {
    /** libtorch's device whose tensors have a shape and no values: whatever reads one, or mixes devices, fails. */
    private static final Device WITHOUT_VALUES = new Device("meta", 0);

    /** What libtorch says where an operator is not made for that device, or asks for a value. */
    private static final String[] NO_VALUES_THERE = {
        "no fake impl or Meta kernel registered",
        "convolution_overrideable not implemented",
        "Cannot copy out of meta tensor"
    };

    private static final Device CARD = Device.of("cuda");

    @Test
    void theFirstCardNeedsNoNumber() {
        assertThat(Device.of("cpu")).isSameAs(Device.PROCESSOR);
        assertThat(Device.of("cuda")).hasToString("cuda:0");
        assertThat(Device.of("cuda:3")).hasToString("cuda:3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tpu", "CPU", "cuda:", "cuda:x", "cuda:-1", "cuda:1000", "cuda0", "meta"})
    void otherWordsAreRefused(String word) {
        assertThatThrownBy(() -> Device.of(word))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("\"" + word + "\"")
                .hasMessageContaining("cpu, cuda");
    }

    @Test
    void aBuildForTheProcessorRefusesACard() {
        assumeFalse(Libtorch.isBuiltForCuda());
        Device.PROCESSOR.prepare();
        assertThatThrownBy(() -> Device.of("cuda:1").prepare())
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("cuda:1")
                .hasMessageContaining("profile cuda");
    }

    @Test
    void valuesAndGradientsStayOnTheDevice() {
        List<OperatorCase> walked = new ArrayList<>();
        for (OperatorCase operator : OperatorTest.cases()) {
            try {
                requireNoOtherDevice(operator);
                walked.add(operator);
            } catch (GraphExecutionException e) {
                assertThat(String.valueOf(e.getMessage())).as("%s", operator).containsAnyOf(NO_VALUES_THERE);
            }
        }
        assertThat(walked).as("cases for which that device suffices").hasSizeGreaterThan(150);
    }

    private static void requireNoOtherDevice(OperatorCase operator) {
        try (TrainableGraph graph = open(operator, WITHOUT_VALUES);
                PointerScope scope = new PointerScope()) {
            Tensor input = Tensors.of(operator.input(), ScalarType.Float, WITHOUT_VALUES)
                    .requires_grad_(true);
            Tape tape = new Tape();
            Tensor output = graph.record(input, ExecutionMode.TRAINING, tape);
            assertThat(output.device().is_meta()).isTrue();
            tape.backward(graph.outputSlot(), torch.ones_like(output));
            leaves(graph, input).forEach((name, leaf) -> {
                assertThat(leaf.grad().device().is_meta())
                        .as("∂/∂%s is on the device", name)
                        .isTrue();
                assertThat(leaf.grad().shape()).as("shape of ∂/∂%s", name).isEqualTo(leaf.shape());
            });
        }
    }

    /** Runs only where there is a card, in a build for it. */
    @ParameterizedTest
    @EnabledIf("hasCard")
    @MethodSource("org.likeness.training.graph.OperatorTest#cases")
    void aCardAgreesWithTheProcessor(OperatorCase operator) {
        boolean drops = operator.fixture().build().nodes().stream()
                .anyMatch(node -> node.operator().equals("Dropout")); // draws other numbers on each device
        for (ExecutionMode mode :
                drops ? List.of(ExecutionMode.INFERENCE) : List.of(ExecutionMode.INFERENCE, ExecutionMode.TRAINING)) {
            Map<String, float[]> expected = valuesAndGradients(operator, mode, Device.PROCESSOR);
            valuesAndGradients(operator, mode, CARD)
                    .forEach((name, values) -> assertThat(values)
                            .as("%s, %s", name, mode)
                            .containsExactly(expected.get(name), within(1e-3f)));
        }
    }

    static boolean hasCard() {
        Libtorch.load();
        return torch.cuda_is_available();
    }

    private static Map<String, float[]> valuesAndGradients(OperatorCase operator, ExecutionMode mode, Device device) {
        try (TrainableGraph graph = open(operator, device);
                PointerScope scope = new PointerScope()) {
            Tensor input =
                    Tensors.of(operator.input(), ScalarType.Float, device).requires_grad_(true);
            Tape tape = new Tape();
            Tensor output = graph.record(input, mode, tape);
            Map<String, float[]> found = new TreeMap<>();
            found.put("output", Tensors.floats(output));
            tape.backward(graph.outputSlot(), torch.ones_like(output));
            leaves(graph, input).forEach((name, leaf) -> found.put("∂/∂" + name, Tensors.floats(leaf.grad())));
            return found;
        }
    }

    private static TrainableGraph open(OperatorCase operator, Device device) {
        return TrainableGraph.of(
                operator.fixture().build(),
                operator.fixture().trainable(),
                new GraphSettings(Precision.FLOAT, GraphSettings.USUAL_MOMENTUM, false, device));
    }

    private static Map<String, Tensor> leaves(TrainableGraph graph, Tensor input) {
        Map<String, Tensor> leaves = new TreeMap<>(graph.parameters());
        leaves.put("input", input);
        return leaves;
    }
}

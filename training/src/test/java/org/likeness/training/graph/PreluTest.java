package org.likeness.training.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorArrayRefOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.likeness.training.graph.operator.ExecutionMode;
import org.likeness.training.graph.operator.Operands;
import org.likeness.training.graph.operator.Prelu;
import org.likeness.training.libtorch.Libtorch;
import org.likeness.training.libtorch.Tensors;

class PreluTest {
    private static final float[] ABOUT_THE_BEND = {-2, -0.0f, 0, Float.MIN_NORMAL, 1e-30f, 3, -1e-30f, -5};
    private static final float[] GRADIENT = {1, 2, 3, 4, 5, 6, 7, 8};

    static {
        Libtorch.load();
    }

    @Test
    void gradientsAtTheBendAreThoseOfLibtorch() {
        try (PointerScope scope = new PointerScope()) {
            Tensor values = Tensors.of(ABOUT_THE_BEND, new long[] {1, 2, 2, 2}, ScalarType.Float);
            Tensor slopes = Tensors.of(new float[] {0.25f, -0.5f}, new long[] {2, 1, 1}, ScalarType.Float);
            Tensor gradient = Tensors.of(GRADIENT, new long[] {1, 2, 2, 2}, ScalarType.Float);
            Tensor[] own = gradientsOf(values, slopes, gradient);

            values.requires_grad_(true);
            slopes.requires_grad_(true);
            torch.prelu(values, slopes.reshape(2))
                    .backward(gradient, new BoolOptional(), false, new TensorArrayRefOptional());

            assertThat(Tensors.floats(own[0])).containsExactly(Tensors.floats(values.grad()), within(1e-6f));
            assertThat(Tensors.floats(own[1])).containsExactly(Tensors.floats(slopes.grad()), within(1e-6f));
        }
    }

    private static Tensor[] gradientsOf(Tensor values, Tensor slopes, Tensor gradient) {
        Prelu prelu = new Prelu();
        Operands operands = new Operands(new Tensor[] {values, slopes}, new int[] {0, 1});
        try (NoGradGuard guard = new NoGradGuard()) {
            Tensor output = prelu.apply(operands, ExecutionMode.TRAINING);
            return prelu.gradients(operands, output, gradient);
        }
    }
}

package org.likeness.training.libtorch;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

final class LibtorchTest {
    /** It warns on standard error once a convolution where it does not know the processor. */
    @Test
    void nnpackIsOff() {
        Libtorch.load();
        assertThat(torch.globalContext().userEnabledNNPACK()).isFalse();
    }
}

package org.likeness.core.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class EmbeddingBytesTest {
    @Test
    void everyBitIsKeptInLittleEndianOrder() {
        float[] values = {1, -0f, Float.MIN_VALUE, Float.NaN, -1e30f};
        byte[] bytes = EmbeddingBytes.of(values);
        assertThat(bytes).hasSize(20).startsWith(0, 0, 0x80, 0x3f, 0, 0, 0, 0x80);
        assertThat(EmbeddingBytes.values(bytes)).containsExactly(values);
    }

    @Test
    void bytesOfNoEmbeddingAreRefused() {
        for (int length : new int[] {0, 1, 7}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> EmbeddingBytes.values(new byte[length]))
                    .withMessageContaining("an embedding of " + length + " bytes: a multiple of four is expected");
        }
    }
}

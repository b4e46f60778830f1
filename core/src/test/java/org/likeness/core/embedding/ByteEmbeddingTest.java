package org.likeness.core.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteEmbeddingTest {
    private static final EncoderId SPACE = new EncoderId("1".repeat(64));
    private static final EncoderId OTHER = new EncoderId("2".repeat(64));

    private static Embedding drawn(SplittableRandom random, int size) {
        float[] values = new float[size];
        double squares = 0;
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextGaussian();
            squares += values[i] * values[i];
        }
        for (int i = 0; i < size; i++) {
            values[i] /= (float) Math.sqrt(squares);
        }
        return new Embedding(SPACE, values);
    }

    private static ByteEmbedding of(float... values) {
        return ByteEmbedding.of(new Embedding(SPACE, values));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 128, 512, 1000})
    void eachNumberIsOffByHalfAStepAtMost(int size) {
        SplittableRandom random = new SplittableRandom(size);
        for (int i = 0; i < 20; i++) {
            Embedding embedding = drawn(random, size);
            ByteEmbedding rounded = ByteEmbedding.of(embedding);
            float[] restored = rounded.restored().values();
            for (int j = 0; j < size; j++) {
                assertThat(restored[j])
                        .as("seed %d, number %d", size, j)
                        .isCloseTo(embedding.values()[j], within(rounded.scale() / 2 * 1.00001f));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 128, 512, 65_536})
    void distancesAreThoseOfTheRestoredAndWithinTheBound(int size) {
        SplittableRandom random = new SplittableRandom(size);
        for (int i = 0; i < 10; i++) {
            Embedding a = drawn(random, size);
            Embedding b = drawn(random, size);
            ByteEmbedding x = ByteEmbedding.of(a);
            ByteEmbedding y = ByteEmbedding.of(b);
            double found = x.distanceTo(y, Distance.SQUARED_EUCLIDEAN);
            assertThat(found)
                    .as("seed %d", size)
                    .isCloseTo(x.restored().distanceTo(y.restored(), Distance.SQUARED_EUCLIDEAN), within(1e-6));
            double bound = Math.sqrt(size) * (x.scale() + y.scale()) / 2;
            double moved = Math.sqrt(found) - Math.sqrt(a.distanceTo(b, Distance.SQUARED_EUCLIDEAN));
            assertThat(Math.abs(moved)).as("seed %d", size).isLessThanOrEqualTo(bound + 1e-6);
        }
    }

    /** The largest sums that there can be do not overflow. */
    @Test
    void theLargestEmbeddingOfTheExtremesIsComparedExactly() {
        byte[] most = new byte[65_536];
        byte[] least = new byte[65_536];
        Arrays.fill(most, (byte) 127);
        Arrays.fill(least, (byte) -128);
        ByteEmbedding a = new ByteEmbedding(SPACE, most, 1);
        ByteEmbedding b = new ByteEmbedding(SPACE, least, 1);
        assertThat(a.distanceTo(b, Distance.SQUARED_EUCLIDEAN)).isEqualTo(65_536.0 * 255 * 255);
        assertThat(a.distanceTo(a, Distance.SQUARED_EUCLIDEAN)).isZero();
    }

    @Test
    void theLargestNumberTakesTheWholeRange() {
        assertThat(of(0.5f, -1, 0.25f).values()).containsExactly(64, -127, 32);
        assertThat(of(3e38f, -3e38f, 0).values()).containsExactly(127, -127, 0);
        assertThat(of(0, 0).restored().values()).containsExactly(0, 0);
        assertThat(of(Float.MIN_VALUE, 0).values()).containsExactly(0, 0);
    }

    @Test
    void whatIsNoNumberIsRefused() {
        for (float wrong : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> of(1, wrong)).hasMessageContaining("finite numbers are expected");
        }
        for (float wrong : new float[] {Float.NaN, Float.POSITIVE_INFINITY, 0, -1}) {
            assertThatThrownBy(() -> new ByteEmbedding(SPACE, new byte[1], wrong))
                    .hasMessageContaining("a positive number is expected");
        }
    }

    @Test
    void spacesAndSizesAreNotMixed() {
        ByteEmbedding stranger = new ByteEmbedding(OTHER, new byte[2], 1);
        assertThatThrownBy(() -> of(1, 2).distanceTo(stranger, Distance.SQUARED_EUCLIDEAN))
                .isInstanceOf(SpaceMismatchException.class)
                .hasMessageContaining("11111111")
                .hasMessageContaining("22222222");
        assertThatThrownBy(() -> of(1, 2).distanceTo(of(1), Distance.SQUARED_EUCLIDEAN))
                .hasMessageContaining("2 and 1 bytes");
    }

    @Test
    void equalBytesAndScalesAreEqual() {
        assertThat(of(1, 2)).isEqualTo(of(1, 2)).hasSameHashCodeAs(of(1, 2)).isNotEqualTo(of(2, 4));
        assertThat(of(1, 2)).hasToString("ByteEmbedding[2 bytes of encoder 11111111]");
    }
}

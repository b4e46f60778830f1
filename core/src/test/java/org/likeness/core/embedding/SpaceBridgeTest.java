package org.likeness.core.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.likeness.core.LikenessException;
import org.likeness.core.algebra.Vectors;

class SpaceBridgeTest {
    private static final EncoderId OLD = new EncoderId("01".repeat(32));
    private static final EncoderId NEW = new EncoderId("02".repeat(32));

    private static float[] unit(SplittableRandom random, int size) {
        float[] vector = new float[size];
        for (int i = 0; i < size; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return Vectors.unit(vector);
    }

    /** As many orthonormal rows, by Gram and Schmidt. */
    private static double[][] orthonormal(SplittableRandom random, int rows, int size) {
        double[][] basis = new double[rows][size];
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < size; i++) {
                basis[row][i] = random.nextGaussian();
            }
            for (int earlier = 0; earlier < row; earlier++) {
                Vectors.add(basis[row], -Vectors.dot(basis[row], basis[earlier]), basis[earlier]);
            }
            double length = Math.sqrt(Vectors.dot(basis[row], basis[row]));
            for (int i = 0; i < size; i++) {
                basis[row][i] /= length;
            }
        }
        return basis;
    }

    /** Σ xₖ·(row k): the columns of the matrix are the basis. */
    private static float[] turned(float[] vector, double[][] basis, double noise, SplittableRandom random) {
        float[] turned = new float[basis[0].length];
        for (int i = 0; i < turned.length; i++) {
            double sum = noise * random.nextGaussian();
            for (int k = 0; k < vector.length; k++) {
                sum += vector[k] * basis[k][i];
            }
            turned[i] = (float) sum;
        }
        return Vectors.unit(turned);
    }

    /** New embeddings of {@code from} numbers, and old ones of {@code to} of the same pictures, that are turned by a known basis. */
    private static final class Pairs {
        private final List<Embedding> from = new ArrayList<>();
        private final List<Embedding> to = new ArrayList<>();

        Pairs(SplittableRandom random, double[][] basis, int count, double noise) {
            for (int i = 0; i < count; i++) {
                float[] vector = unit(random, basis.length);
                from.add(new Embedding(NEW, vector));
                to.add(new Embedding(OLD, turned(vector, basis, noise, random)));
            }
        }

        double meanDistance(SpaceBridge bridge) {
            double sum = 0;
            for (int i = 0; i < from.size(); i++) {
                sum += bridge.map(from.get(i)).distanceTo(to.get(i), Distance.SQUARED_EUCLIDEAN);
            }
            return sum / from.size();
        }
    }

    @ParameterizedTest
    @CsvSource({"1,8,8,20", "2,5,9,30", "3,64,64,64", "4,1,1,1"})
    void aKnownRotationIsFoundAndTurnsBack(long seed, int size, int other, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] basis = orthonormal(random, size, other);
        Pairs pairs = new Pairs(random, basis, count, 0);
        SpaceBridge bridge = SpaceBridge.fit(pairs.from, pairs.to);
        Pairs others = new Pairs(random, basis, 10, 0);
        assertThat(others.meanDistance(bridge)).isLessThan(1e-9);
        assertThat(bridge.from()).isEqualTo(NEW);
        assertThat(bridge.map(others.from.get(0)).space()).isEqualTo(OLD);
        for (int i = 0; i < 10; i++) {
            Embedding back = bridge.reversed().map(others.to.get(i));
            assertThat(back.space()).isEqualTo(NEW);
            assertThat(back.values()).containsExactly(others.from.get(i).values(), within(1e-4f));
        }
        SpaceBridge fitted = SpaceBridge.fit(pairs.to, pairs.from);
        assertThat(fitted.map(others.to.get(0)).values())
                .containsExactly(bridge.reversed().map(others.to.get(0)).values(), within(1e-4f));
    }

    @Test
    void distancesWithinASpaceStay() {
        SplittableRandom random = new SplittableRandom(5);
        Pairs pairs = new Pairs(random, orthonormal(random, 12, 12), 100, 0.3);
        SpaceBridge bridge = SpaceBridge.fit(pairs.from, pairs.to);
        for (int i = 1; i < 100; i++) {
            double before = pairs.from.get(i).distanceTo(pairs.from.get(0), Distance.SQUARED_EUCLIDEAN);
            double after =
                    bridge.map(pairs.from.get(i)).distanceTo(bridge.map(pairs.from.get(0)), Distance.SQUARED_EUCLIDEAN);
            assertThat(after).isCloseTo(before, within(1e-5));
        }
    }

    @Test
    void noiseIsAveragedOut() {
        SplittableRandom random = new SplittableRandom(6);
        double[][] basis = orthonormal(random, 12, 12);
        SpaceBridge few = bridge(new Pairs(random, basis, 12, 0.2));
        SpaceBridge many = bridge(new Pairs(random, basis, 3000, 0.2));
        Pairs clean = new Pairs(random, basis, 200, 0);
        assertThat(clean.meanDistance(many)).isLessThan(0.01).isLessThan(clean.meanDistance(few) / 3);
    }

    private static SpaceBridge bridge(Pairs pairs) {
        return SpaceBridge.fit(pairs.from, pairs.to);
    }

    @Test
    void tooFewPicturesAreRefused() {
        SplittableRandom random = new SplittableRandom(7);
        Pairs pairs = new Pairs(random, orthonormal(random, 4, 6), 5, 0);
        assertThatThrownBy(() -> SpaceBridge.fit(pairs.from, pairs.to))
                .isInstanceOf(LikenessException.class)
                .hasMessage(
                        "5 pictures were embedded by both encoders: a bridge between embeddings of 4 and 6 numbers needs at least 6");
        assertThatThrownBy(() -> SpaceBridge.fit(List.of(), List.of()))
                .isInstanceOf(LikenessException.class)
                .hasMessageStartingWith("0 pictures were embedded by both encoders");
        assertThatThrownBy(() -> SpaceBridge.fit(pairs.from, pairs.to.subList(1, 5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("5 embeddings in one space, 4 in the other: pairs are expected");
    }

    @Test
    void embeddingsOfOtherSpacesAreRefused() {
        SplittableRandom random = new SplittableRandom(8);
        Pairs pairs = new Pairs(random, orthonormal(random, 3, 3), 9, 0);
        SpaceBridge bridge = SpaceBridge.fit(pairs.from, pairs.to);
        assertThatThrownBy(() -> bridge.map(pairs.to.get(0)))
                .isInstanceOf(SpaceMismatchException.class)
                .hasMessage("an embedding of encoder 01010101 where one of encoder 02020202 is expected");
        List<Embedding> mixed = new ArrayList<>(pairs.from);
        mixed.set(4, pairs.to.get(4));
        assertThatThrownBy(() -> SpaceBridge.fit(mixed, pairs.to)).isInstanceOf(SpaceMismatchException.class);
    }
}

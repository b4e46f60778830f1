package org.likeness.training.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.likeness.core.random.DrawSeed;

final class ClassSamplerTest {
    private static final int[] LABELS = {7, 7, 3, 49, 3};

    private static int[] draw(long seed, double share) {
        return ClassSampler.draw(50, LABELS, share, new SplittableRandom(seed));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.1, 0.3, 0.5, 0.51, 0.9, 1})
    void theBatchsClassesAndAShareOfTheOthersTakePartOnceEachInOrder(double share) {
        for (long seed = 1; seed <= 50; seed++) {
            int[] drawn = draw(seed, share);
            assertThat(drawn)
                    .as("seed %d", seed)
                    .contains(3, 7, 49)
                    .isSorted()
                    .doesNotHaveDuplicates()
                    .hasSize(3 + (int) Math.ceil(47 * share));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.2, 0.8})
    void eachOtherClassIsAsLikelyAsAny(double share) {
        int[] times = new int[50];
        for (long seed = 0; seed < 4000; seed++) {
            Arrays.stream(draw(seed, share)).forEach(one -> times[one]++);
        }
        double expected = Math.ceil(47 * share) / 47;
        IntStream.range(0, 50)
                .filter(one -> IntStream.of(LABELS).noneMatch(label -> label == one))
                .forEach(one -> assertThat(times[one] / 4000.0)
                        .as("class %d", one)
                        .isCloseTo(expected, within(0.03))); // four standard deviations are 0.025
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theDrawIsAFunctionOfSeedAndStep(long seed) {
        int[] first = ClassSampler.draw(1000, LABELS, 0.1, DrawSeed.CLASSES.generator(seed, 5));
        assertThat(ClassSampler.draw(1000, LABELS, 0.1, DrawSeed.CLASSES.generator(seed, 5)))
                .isEqualTo(first);
        assertThat(ClassSampler.draw(1000, LABELS, 0.1, DrawSeed.CLASSES.generator(seed, 6)))
                .isNotEqualTo(first);
    }
}

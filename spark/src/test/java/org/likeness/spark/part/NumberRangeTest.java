package org.likeness.spark.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NumberRangeTest {
    @Test
    void allNumbersAreDividedInOrderAndAboutEqually() {
        assertThat(NumberRange.divide(10, 3))
                .containsExactly(new NumberRange(0, 3), new NumberRange(3, 6), new NumberRange(6, 10));
        assertThat(NumberRange.divide(1_000, 7).stream().flatMapToInt(NumberRange::numbers))
                .containsExactly(IntStream.range(0, 1_000).boxed().toArray(Integer[]::new));
    }

    @Test
    void noRangeIsEmpty() {
        assertThat(NumberRange.divide(2, 8)).containsExactly(new NumberRange(0, 1), new NumberRange(1, 2));
    }

    @Test
    void largeCountsDoNotOverflow() {
        assertThat(NumberRange.divide(Integer.MAX_VALUE, 1_000).get(999).end()).isEqualTo(Integer.MAX_VALUE);
    }
}

package org.likeness.core.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SplitMixTest {
    @Test
    void bitsAreThoseOfThePublishedAlgorithm() {
        SplitMix random = new SplitMix(1234567);
        assertThat(new long[] {random.next(), random.next(), random.next()})
                .containsExactly(
                        6457827717110365317L, 3203168211198807973L, Long.parseUnsignedLong("9817491932198370423"));
        SplittableRandom java = new SplittableRandom(-42);
        SplitMix ours = new SplitMix(-42);
        for (int i = 0; i < 100; i++) {
            assertThat(ours.next()).isEqualTo(java.nextLong());
        }
    }

    @Test
    void mixScattersTheSameWayForEver() {
        assertThat(SplitMix.mix(0)).isZero();
        assertThat(SplitMix.mix(1)).isEqualTo(6238072747940578789L);
        assertThat(SplitMix.mix(-1)).isEqualTo(-5417735806833148549L);
    }
}

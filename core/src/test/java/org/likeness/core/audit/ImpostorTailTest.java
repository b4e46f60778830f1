package org.likeness.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ImpostorTailTest {
    @Test
    void theNormalDistributionIsKnownFarOut() {
        // NIST's tables, and scipy's norm.cdf
        assertThat(Normal.below(0)).isEqualTo(0.5);
        assertThat(Normal.below(-1)).isCloseTo(0.15865525393145707, within(1e-14));
        assertThat(Normal.below(1.959963984540054)).isCloseTo(0.975, within(1e-12));
        assertThat(Normal.below(-3)).isCloseTo(1.3498980316300946e-3, within(1e-15));
        assertThat(Normal.below(-6)).isCloseTo(9.865876450376981e-10, within(1e-21));
        assertThat(Normal.below(-10)).isCloseTo(7.619853024160526e-24, within(1e-35));
        for (double share : new double[] {1e-12, 1e-4, 0.3, 0.5, 0.9}) {
            assertThat(Normal.below(Normal.quantile(share)) / share).isCloseTo(1, within(1e-9));
        }
    }

    @Test
    void pairsOfTwoPeopleAreForetoldFromThoseFartherApart() {
        SplittableRandom random = new SplittableRandom(1);
        long[] counts = new long[ImpostorTail.BINS];
        for (int i = 0; i < 2_000_000; i++) {
            counts[ImpostorTail.bin(Math.max(0, 2 + 0.2 * random.nextGaussian()))]++;
        }
        for (int i = 0; i < 30; i++) {
            counts[ImpostorTail.bin(0.5)]++; // of one person under two names
        }
        ImpostorTail tail = ImpostorTail.of(counts);
        assertThat(tail.expected(1.1) / (2_000_000 * Normal.below(-4.5))).isBetween(0.5, 2.0);
        assertThat(tail.expected(0.5)).isLessThan(1e-3);
    }

    @Test
    void fewPairsForetellNothing() {
        long[] counts = new long[ImpostorTail.BINS];
        counts[ImpostorTail.bin(1.9)] = 50;
        counts[ImpostorTail.bin(0.1)] = 1;
        assertThat(ImpostorTail.of(counts).expected(0.1)).isEqualTo(51);
        assertThat(ImpostorTail.of(new long[ImpostorTail.BINS]).expected(1)).isZero();
    }

    @Test
    void aTailIsCountedAsFarAsItGoesAndForetoldBeyond() {
        SplittableRandom random = new SplittableRandom(2);
        double[] sorted =
                random.doubles(10_000).map(u -> 1 + 0.1 * Math.log(u)).sorted().toArray(); // p(t) = exp((t − 1) / 0.1)
        LowerTail tail = LowerTail.of(sorted);
        assertThat(tail.shareWithin(0.95)).isCloseTo(Math.exp(-0.5), within(0.02));
        assertThat(tail.shareWithin(-0.5) / Math.exp(-15)).isBetween(0.2, 5.0);
        LowerTail few = LowerTail.of(new double[] {1, 2, 3});
        assertThat(few.shareWithin(0)).isEqualTo(0.25);
        assertThat(few.shareWithin(2)).isEqualTo(0.75);
        assertThat(LowerTail.of(new double[100]).shareWithin(-1)).isEqualTo(1.0 / 101);
    }

    @Test
    void aFindingsFalseShareIsTheLeastOfItsOwnAndOfThoseOfWeakerOnes() {
        double[] shares = FalseShares.of(new double[] {1, 2, 3, 4}, strength -> strength == 2 ? 1 : strength / 100);
        assertThat(shares).containsExactly(0.01, 0.01, 0.01, 0.01);
        assertThat(FalseShares.of(new double[] {1, 2}, strength -> 8 * strength))
                .containsExactly(1, 1);
        assertThat(FalseShares.of(new double[0], strength -> 1)).isEmpty();
    }
}

package org.likeness.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.likeness.core.LikenessException;

class RateTest {
    /** Values of SciPy 1.10, scipy.special.betainc. */
    @ParameterizedTest
    @CsvSource({
        "0.3, 2, 5, 0.5798250000000001",
        "0.5, 0.5, 0.5, 0.5",
        "0.999, 1000, 2, 0.7353908495416881",
        "0.01, 3, 400, 0.7662837963589184",
        "0.0001, 30, 299971, 0.5242866458091577",
        "0.2, 0.5, 40, 0.9999747065666535"
    })
    void theIncompleteBetaFunctionIsSciPys(double x, double a, double b, double value) {
        assertThat(IncompleteBeta.at(x, a, b)).isCloseTo(value, within(1e-9 * value));
        assertThat(IncompleteBeta.quantile(value, a, b)).isCloseTo(x, within(1e-7 * x));
    }

    /** Values of SciPy 1.10, scipy.special.gammaln. */
    @ParameterizedTest
    @CsvSource({
        "0.5, 0.5723649429247",
        "1, 0",
        "3.3, 0.9870985778947343",
        "100.25, 360.28455963776423",
        "1000000, 12815504.569147611"
    })
    void theLogarithmOfGammaIsSciPys(double x, double value) {
        assertThat(IncompleteBeta.logGamma(x)).isCloseTo(value, within(1e-13 * Math.max(1, value)));
    }

    /** Values of SciPy 1.10, scipy.stats.binomtest(count, trials).proportion_ci(confidence, "exact"). */
    @ParameterizedTest
    @CsvSource({
        "10, 100, 0.95, 0.04900468922148595, 0.17622259774017532",
        "1, 3000, 0.95, 8.439233712466628e-06, 0.0018557999941494615",
        "29, 30000, 0.95, 0.0006474844284055284, 0.0013880018835249904",
        "2999, 3000, 0.99, 0.9975259427300797, 0.9999983291541213",
        "5300, 6000, 0.95, 0.87494020893477, 0.8913517130442254",
        "30, 1000000000, 0.95, 2.0240875965705855e-08, 4.2826812351685734e-08"
    })
    void theIntervalIsClopperAndPearsons(long count, long trials, double confidence, double lower, double upper) {
        ConfidenceInterval interval = new Rate(count, trials).interval(confidence);
        assertThat(interval.lower()).isCloseTo(lower, within(5e-6 * lower));
        assertThat(interval.upper()).isCloseTo(upper, within(5e-6 * upper));
        assertThat(interval.kind()).isEqualTo("Clopper–Pearson, independent trials");
    }

    @Test
    void theIntervalHoldsTheRateAtLeastAsOftenAsItSays() {
        // Each count of 40 trials, with its probability: no simulation is needed.
        for (double rate = 0.02; rate < 1; rate += 0.02) {
            double held = 0;
            for (int count = 0; count <= 40; count++) {
                ConfidenceInterval interval = new Rate(count, 40).interval(0.95);
                double logProbability = IncompleteBeta.logGamma(41)
                        - IncompleteBeta.logGamma(count + 1)
                        - IncompleteBeta.logGamma(41 - count)
                        + count * Math.log(rate)
                        + (40 - count) * Math.log1p(-rate);
                held += interval.holds(rate) ? Math.exp(logProbability) : 0;
            }
            // The one-sided bounds of the rule of 3 are shorter than the two-sided ones.
            assertThat(held).as("rate %s", rate).isGreaterThanOrEqualTo(0.92);
        }
    }

    @Test
    void withoutAnErrorTheBoundIsThreeOverTheTrials() {
        assertThat(new Rate(0, 1000).upper()).isEqualTo(0.003);
        assertThat(new Rate(1000, 1000).lower()).isEqualTo(0.997);
        assertThat(new Rate(0, 2).upper()).isEqualTo(1);
        assertThat(new Rate(0, 1000).interval(0.99).upper()).isCloseTo(0.0046, within(1e-5));
        assertThat(new Rate(0, 0).interval(0.95))
                .isEqualTo(new ConfidenceInterval(0, 1, 0.95, "rule of 3, independent trials"));
    }

    @Test
    void aRateThatThePairsDoNotSupportIsRefusedWithHowManyItNeeds() {
        assertThatThrownBy(() -> RuleOfThirty.require(1e-6, 3000))
                .isInstanceOf(LikenessException.class)
                .hasMessage(
                        "a false-match rate of 1.0E-6 is not supported: 3,000 impostor pairs give 0.0030 expected errors at this rate; 30 need 30,000,000 pairs. Give more pairs, or ask for 0.01 or more");
        assertThatThrownBy(() -> RuleOfThirty.require(0.1, 20))
                .hasMessageEndingWith("30 need 300 pairs. Give more pairs");
        assertThatThrownBy(() -> RuleOfThirty.require(1.5, 20))
                .hasMessage("false-match rate 1.5: it must lie between 0 and 1, such as 0.001");
        RuleOfThirty.require(0.01, 3000);
        RuleOfThirty.require(0.001, 30_000);
        assertThat(RuleOfThirty.pairsNeeded(0.001)).isEqualTo(30_000);
        assertThat(RuleOfThirty.supports(0.01, 2999)).isFalse();
    }
}

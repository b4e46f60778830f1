package org.likeness.app.cli.evaluate;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.evaluation.pair.PairList;
import org.likeness.core.evaluation.pair.PairPeople;
import org.likeness.core.evaluation.verification.IdentityBootstrap;
import org.likeness.core.evaluation.verification.ScoredPairs;
import org.likeness.core.evaluation.verification.Verification;
import org.likeness.core.evaluation.verification.VerificationIntervals;
import org.likeness.core.evaluation.verification.VerificationResult;
import org.likeness.core.statistics.ConfidenceInterval;
import org.likeness.core.statistics.RuleOfThirty;
import picocli.CommandLine.Option;

/** Options for the figures of a verification and their confidence intervals. */
final class ConfidenceOptions {
    private static final int MOST_DRAWS = 1_000_000;

    @Option(
            names = "--confidence",
            paramLabel = "SHARE",
            description = "Confidence of the intervals (default ${DEFAULT-VALUE}).")
    private double confidence = ConfidenceInterval.USUAL_CONFIDENCE;

    @Option(
            names = "--draws",
            paramLabel = "N",
            description = "Bootstrap draws for the intervals (default ${DEFAULT-VALUE}).")
    private int draws = IdentityBootstrap.USUAL_DRAWS;

    @Option(
            names = "--fmr",
            split = ",",
            paramLabel = "RATE",
            description =
                    "False-match rates of operating points, such as 0.01,0.001; rejected if there are too few pairs.")
    private double @Nullable [] rates;

    /**
     * Looks at what was asked for before anything is embedded.
     *
     * @throws LikenessException if an option is out of its range, or if the list is too short for a rate
     */
    void require(PairList list) {
        if (!(confidence > 0 && confidence < 1)) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT, "--confidence %s: it must lie between 0 and 1, such as 0.95", confidence));
        }
        int least = IdentityBootstrap.leastDraws(confidence);
        if (draws < least || draws > MOST_DRAWS) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "--draws %d: with --confidence %s it must lie in [%d, %d]",
                    draws,
                    confidence,
                    least,
                    MOST_DRAWS));
        }
        long impostor = list.pairs().stream().filter(pair -> !pair.same()).count();
        requireRates(impostor);
    }

    private void requireRates(long impostorPairs) {
        if (rates != null) {
            for (double rate : rates) {
                RuleOfThirty.require(rate, impostorPairs);
            }
        }
    }

    /**
     * The result with the rates that were asked for, if any were.
     *
     * @throws LikenessException if failures to acquire leave too few pairs for a rate
     */
    VerificationResult atRates(VerificationResult result, ScoredPairs scored) {
        if (rates == null) {
            return result;
        }
        requireRates(result.falseMatches().trials());
        return result.withPoints(Verification.points(scored, rates));
    }

    /** The rates that were asked for, if any were. */
    Optional<double[]> rates() {
        return Optional.ofNullable(rates).map(double[]::clone);
    }

    /** How intervals are drawn. */
    IdentityBootstrap bootstrap(long seed) {
        return new IdentityBootstrap(
                draws, confidence, seed, Runtime.getRuntime().availableProcessors());
    }

    /**
     * The intervals of a result, by people.
     *
     * @param right whether each pair was judged rightly
     * @param seed  of the draws
     */
    VerificationIntervals intervals(
            PairList list,
            FaceDataset data,
            ScoredPairs scored,
            boolean[] right,
            VerificationResult result,
            long seed) {
        return bootstrap(seed).of(scored, PairPeople.of(list, data), right, result);
    }
}

package org.likeness.app.evaluation;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.likeness.app.report.DetSection;
import org.likeness.core.evaluation.pair.PairPeople;
import org.likeness.core.evaluation.verification.IdentityBootstrap;
import org.likeness.core.evaluation.verification.ScoredPairs;
import org.likeness.core.statistics.ConfidenceInterval;

/** DET curves with confidence bands by people, if there are enough impostor pairs. */
final class DetCurves {
    private static final int POINTS = 16;
    private static final double ERRORS_FOR_A_CLAIM = 30; // the rule of 30
    private static final double END = 0.5; // false-match rate

    private DetCurves() {}

    static DetSection.Curves of(String name, ScoredPairs pairs, PairPeople people, IdentityBootstrap bootstrap) {
        double from = ERRORS_FOR_A_CLAIM / pairs.sorted(false).length;
        if (!(from < END)) {
            return new DetSection.Curves(name, pairs, Optional.empty());
        }
        double[] rates = IntStream.range(0, POINTS)
                .mapToDouble(i -> from * Math.pow(END / from, i / (POINTS - 1.0)))
                .toArray();
        List<ConfidenceInterval> misses = bootstrap
                .of(pairs, people, new boolean[pairs.size()], rates) // no rate depends on how pairs are judged
                .trueMatchRates()
                .stream()
                .map(found ->
                        new ConfidenceInterval(1 - found.upper(), 1 - found.lower(), found.confidence(), found.kind()))
                .toList();
        return new DetSection.Curves(name, pairs, Optional.of(new DetSection.Band(rates, misses)));
    }
}

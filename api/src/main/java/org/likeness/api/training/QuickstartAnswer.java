package org.likeness.api.training;

import java.util.List;
import org.likeness.api.Answer;
import org.likeness.api.evaluation.FigureIntervals;
import org.likeness.api.evaluation.PairsResult.OneShotFigures;
import org.likeness.api.evaluation.VerificationFigures;

/**
 * The quick start: {@code likeness quickstart}.
 *
 * @param report            its page
 * @param encoder           the encoder
 * @param gallery           the gallery
 * @param verification      on pairs of unseen people
 * @param intervals         of these figures, by people
 * @param baselines         on the same pairs
 * @param identification    of unseen people, half of them enrolled
 * @param trainingSeconds   time of training
 * @param evaluationSeconds time of everything after it
 */
public record QuickstartAnswer(
        String report,
        String encoder,
        String gallery,
        VerificationFigures verification,
        FigureIntervals intervals,
        List<Baseline> baselines,
        OneShotFigures identification,
        double trainingSeconds,
        double evaluationSeconds)
        implements Answer {
    public QuickstartAnswer {
        baselines = List.copyOf(baselines);
    }

    /** A method without a network. */
    public record Baseline(String name, VerificationFigures verification) {}
}

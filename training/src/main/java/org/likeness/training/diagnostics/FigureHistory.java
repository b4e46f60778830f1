package org.likeness.training.diagnostics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The metrics that the monitor keeps, averaged over the ten steps of an assessment.
 *
 * @param open        steps since the last assessment, fewer than ten
 * @param first       metrics of the first assessment; empty before it
 * @param recent      metrics of the latest assessments, at most {@value #MOST}, the latest last
 * @param highestRank the maximum effective rank so far
 */
public record FigureHistory(
        List<StepFigures> open, Optional<StepFigures> first, List<StepFigures> recent, double highestRank) {
    /** Steps that a judgment is the mean of. */
    static final int WINDOW = 10;

    private static final int MOST = 20;

    /** Of a run that is about to begin. */
    static final FigureHistory NONE = new FigureHistory(List.of(), Optional.empty(), List.of(), 0);

    public FigureHistory {
        open = List.copyOf(open);
        recent = List.copyOf(recent);
    }

    /** With a step more; each tenth step of the run closes a judgment. */
    FigureHistory with(StepFigures step) {
        List<StepFigures> steps = new ArrayList<>(open);
        steps.add(step);
        if (step.step() % WINDOW != 0) {
            return new FigureHistory(steps, first, recent, highestRank);
        }
        StepFigures now = StepFigures.mean(steps);
        List<StepFigures> judged = new ArrayList<>(recent);
        judged.add(now);
        return new FigureHistory(
                List.of(),
                first.or(() -> Optional.of(now)),
                judged.subList(Math.max(0, judged.size() - MOST), judged.size()),
                Double.isNaN(now.rank()) ? highestRank : Math.max(highestRank, now.rank()));
    }

    /** Whether the last step closed a judgment. */
    boolean isJudgment() {
        return open.isEmpty() && !recent.isEmpty();
    }

    /** The latest judgment's figures. */
    StepFigures now() {
        return recent.get(recent.size() - 1);
    }

    /** The first judgment's figures. */
    StepFigures start() {
        return first.orElseThrow();
    }

    /** The latest judgments; fewer where there are not so many. */
    List<StepFigures> last(int judgments) {
        return recent.subList(Math.max(0, recent.size() - judgments), recent.size());
    }

    /** Whether so many judgments in a row, up to the latest, show something. */
    boolean allOfTheLast(int judgments, Predicate<StepFigures> sign) {
        return recent.size() >= judgments && last(judgments).stream().allMatch(sign);
    }
}

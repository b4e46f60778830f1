package org.likeness.training.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What the doctor remembers of a run's steps, ten of them to a judgement.
 *
 * @param open        steps since the last judgement, fewer than ten
 * @param first       the first judgement's figures; none before
 * @param recent      the latest judgements' figures, at most {@value #MOST}, the latest last
 * @param highestRank the largest effective rank so far
 */
public record History(List<Figures> open, Optional<Figures> first, List<Figures> recent, double highestRank) {
    /** Steps that a judgement is the mean of. */
    static final int WINDOW = 10;

    private static final int MOST = 20;

    /** Of a run that is about to begin. */
    static final History NONE = new History(List.of(), Optional.empty(), List.of(), 0);

    public History {
        open = List.copyOf(open);
        recent = List.copyOf(recent);
    }

    /** With a step more; each tenth step of the run closes a judgement. */
    History with(Figures step) {
        List<Figures> steps = new ArrayList<>(open);
        steps.add(step);
        if (step.step() % WINDOW != 0) {
            return new History(steps, first, recent, highestRank);
        }
        Figures now = Figures.mean(steps);
        List<Figures> judged = new ArrayList<>(recent);
        judged.add(now);
        return new History(
                List.of(),
                first.or(() -> Optional.of(now)),
                judged.subList(Math.max(0, judged.size() - MOST), judged.size()),
                Double.isNaN(now.rank()) ? highestRank : Math.max(highestRank, now.rank()));
    }

    /** Whether the last step closed a judgement. */
    boolean isJudgement() {
        return open.isEmpty() && !recent.isEmpty();
    }

    /** The latest judgement's figures. */
    Figures now() {
        return recent.get(recent.size() - 1);
    }

    /** The first judgement's figures. */
    Figures start() {
        return first.orElseThrow();
    }

    /** The latest judgements; fewer where there are not so many. */
    List<Figures> last(int judgements) {
        return recent.subList(Math.max(0, recent.size() - judgements), recent.size());
    }

    /** Whether so many judgements in a row, up to the latest, show something. */
    boolean allOfTheLast(int judgements, Predicate<Figures> sign) {
        return recent.size() >= judgements && last(judgements).stream().allMatch(sign);
    }
}

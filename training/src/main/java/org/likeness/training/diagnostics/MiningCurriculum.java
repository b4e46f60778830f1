package org.likeness.training.diagnostics;

import java.util.Locale;
import java.util.Optional;
import org.likeness.core.EnumWord;
import org.likeness.core.recipe.MiningSettings;
import org.likeness.core.recipe.MiningSettings.Hardening;
import org.likeness.core.recipe.MiningSettings.Strategy;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.training.event.MiningChange;

/**
 * Switches a run to harder triplets once its own are exhausted, and back if the embeddings start to collapse. The decision depends only on
 * the metrics of the run, and is therefore reproducible.
 *
 * <p>Mining the hardest negatives early leads to collapse (FaceNet, arXiv 1503.03832, §3.2); semi-hard negatives become rare late in
 * training, because few negatives are left within the margin.
 */
final class MiningCurriculum {
    private static final int RIPE = 3; // judgments in a row that find the triplets exhausted
    private static final double MINED_LEFT = 0.5; // share of pairs that still find a semi-hard negative …
    private static final double FEW_ACTIVE =
            0.05; // … while so few of all valid triplets have a loss: people are apart, not the band narrow
    private static final double HARDLY_ACTIVE =
            0.01; // share of all valid triplets with a loss that exhausts any strategy
    private static final double HEALTHY =
            0.5; // share of the first d(a,n), and of the highest rank, that must be left to go on to harder ones
    private static final double FALLEN = 0.7; // share of what they were at the move, below which it is taken back
    private static final long PROBATION = 200; // steps after a move in which it can be taken back
    private static final int MOST_RETREATS = 2; // a third try would be no better founded

    /**
     * Where the course stands.
     *
     * @param hardened   whether the harder strategy is at work
     * @param since      steps done when it last changed
     * @param toNegative mean d(a,n) at that time
     * @param rank       effective rank at that time
     * @param retreats   how often it went back
     */
    record State(boolean hardened, long since, double toNegative, double rank, int retreats) {
        /** Of a run that is about to begin. */
        static final State BEGINNING = new State(false, 0, 0, 0, 0);
    }

    private final MiningSettings mining;
    private final long warmedUp;
    private State state;

    MiningCurriculum(TrainingRecipe recipe, State state) {
        this.mining = recipe.mining();
        this.warmedUp = WarmUp.steps(recipe);
        this.state = state;
    }

    State state() {
        return state;
    }

    /** Whether the strategy can still give way to a harder one. */
    boolean canHarden() {
        return mining.hardenTo() != Hardening.NONE && !state.hardened() && state.retreats() < MOST_RETREATS;
    }

    /** The strategy of a step, from 0. */
    Strategy strategyAt(long step) {
        return state.hardened() ? harder() : mining.strategyAt(step);
    }

    private Strategy harder() {
        return switch (mining.hardenTo()) {
            case NONE -> mining.strategy();
            case HARD -> Strategy.HARD;
            case BATCH_HARD -> Strategy.BATCH_HARD;
        };
    }

    /** Looks at a judgment, and moves where that is due. */
    Optional<MiningChange> judged(MetricHistory history) {
        AssessedMetrics now = history.now();
        if (state.hardened()) {
            return isFalling(now) ? Optional.of(retreat(now)) : Optional.empty();
        }
        boolean isDue = canHarden()
                && now.step() >= warmedUp
                && (state.retreats() == 0 || now.step() >= state.since() + PROBATION)
                && history.allOfTheLast(RIPE, this::isExhausted)
                && isHealthy(now, history);
        return isDue ? Optional.of(harden(now)) : Optional.empty();
    }

    private boolean isExhausted(AssessedMetrics figures) {
        boolean few = mining.strategy() == Strategy.SEMI_HARD
                && figures.mined() < MINED_LEFT
                && figures.active() < FEW_ACTIVE;
        return few || figures.active() < HARDLY_ACTIVE;
    }

    private static boolean isHealthy(AssessedMetrics now, MetricHistory history) {
        return now.toNegative() >= HEALTHY * history.start().toNegative()
                && now.rank() >= HEALTHY * history.highestRank();
    }

    private boolean isFalling(AssessedMetrics now) {
        return now.step() <= state.since() + PROBATION
                && (now.toNegative() < FALLEN * state.toNegative() || now.rank() < FALLEN * state.rank());
    }

    private MiningChange harden(AssessedMetrics now) {
        state = new State(true, now.step(), now.toNegative(), now.rank(), state.retreats());
        return new MiningChange(
                now.step(),
                harder(),
                String.format(
                        Locale.ROOT,
                        "%s triplets are exhausted: %.0f %% of the anchor–positive pairs have one, %.1f %% of all triplets have a loss, mean distance of different people %.2f, effective rank %.0f; switching to %s ones",
                        EnumWord.of(mining.strategy()),
                        100 * now.mined(),
                        100 * now.active(),
                        now.toNegative(),
                        now.rank(),
                        EnumWord.of(harder())));
    }

    private MiningChange retreat(AssessedMetrics now) {
        State before = state;
        state = new State(false, now.step(), now.toNegative(), now.rank(), before.retreats() + 1);
        return new MiningChange(
                now.step(),
                mining.strategy(),
                String.format(
                        Locale.ROOT,
                        "%s triplets start a collapse: mean distance of different people %.2f, was %.2f, effective rank %.1f, was %.1f at the switch in step %,d; back to %s ones",
                        EnumWord.of(harder()),
                        now.toNegative(),
                        before.toNegative(),
                        now.rank(),
                        before.rank(),
                        before.since(),
                        EnumWord.of(mining.strategy())));
    }
}

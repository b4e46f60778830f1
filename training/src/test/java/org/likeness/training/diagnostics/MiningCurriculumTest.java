package org.likeness.training.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.likeness.training.diagnostics.SimulatedRun.WELL;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.likeness.core.recipe.MiningSettings.Strategy;
import org.likeness.training.event.MiningChange;

class MiningCurriculumTest {
    private static final IntFunction<SimulatedRun> EXHAUSTED =
            step -> WELL.left(step < 200 ? 0.2 : 0.01, step < 200 ? 0.9 : 0.3);

    private static List<MiningChange> moves(RunMonitor monitor, int from, int to, IntFunction<SimulatedRun> run) {
        List<MiningChange> moves = new ArrayList<>();
        for (int step = from; step <= to; step++) {
            monitor.stepped(run.apply(step).at(step)).miningChange().ifPresent(moves::add);
        }
        return moves;
    }

    @Test
    void exhaustedTripletsGiveWayToHarderOnesWhereTheRecipeWishes() {
        RunMonitor monitor = SimulatedRun.monitor("mining.hardenTo=batch-hard");
        assertThat(monitor.strategyAt(0)).isEqualTo(Strategy.SEMI_HARD);
        assertThat(moves(monitor, 1, 1000, EXHAUSTED)).singleElement().satisfies(move -> {
            assertThat(move.step()).isEqualTo(230);
            assertThat(move.strategy()).isEqualTo(Strategy.BATCH_HARD);
            assertThat(move.text()).contains("semi-hard triplets are exhausted", "switching to batch-hard ones");
        });
        assertThat(monitor.strategyAt(1000)).isEqualTo(Strategy.BATCH_HARD);
        assertThat(moves(SimulatedRun.monitor(), 1, 1000, EXHAUSTED)).isEmpty();
    }

    @Test
    void nothingHardensWhileEmbeddingsAreUnwellOrTheRunWarmsUp() {
        assertThat(moves(
                        SimulatedRun.monitor("mining.hardenTo=hard"),
                        1,
                        500,
                        step -> EXHAUSTED.apply(step).ranked(step < 200 ? 60 : 25)))
                .isEmpty();
        assertThat(moves(SimulatedRun.monitor("mining.hardenTo=hard", "schedule.warmUp=0.3"), 1, 590, EXHAUSTED))
                .isEmpty();
        assertThat(moves(SimulatedRun.monitor("mining.hardenTo=hard"), 1, 500, step -> WELL.left(0.3, 0.03)))
                .as("a narrow band, but plenty of triplets with a loss")
                .isEmpty();
    }

    @Test
    void signsOfACollapseTakeAMoveBackAndTwoAreEnough() {
        RunMonitor monitor = SimulatedRun.monitor("mining.hardenTo=batch-hard");
        List<MiningChange> moves = new ArrayList<>();
        for (int step = 1; step <= 2000; step++) {
            boolean hard = monitor.strategyAt(step - 1) == Strategy.BATCH_HARD;
            SimulatedRun figures = hard ? EXHAUSTED.apply(step).apart(0.8, 1.2) : EXHAUSTED.apply(step);
            monitor.stepped(figures.at(step)).miningChange().ifPresent(moves::add);
        }
        assertThat(moves)
                .extracting(MiningChange::strategy)
                .containsExactly(Strategy.BATCH_HARD, Strategy.SEMI_HARD, Strategy.BATCH_HARD, Strategy.SEMI_HARD);
        assertThat(moves.get(1).step()).isEqualTo(240);
        assertThat(moves.get(1).text()).contains("start a collapse", "1.20, was 2.00");
        assertThat(moves.get(2).step()).as("not before 200 steps have passed").isEqualTo(440);
    }

    @Test
    void whatComesLateIsNotTheMovesFault() {
        RunMonitor monitor = SimulatedRun.monitor("mining.hardenTo=batch-hard");
        assertThat(moves(
                        monitor,
                        1,
                        1000,
                        step -> step > 700 ? EXHAUSTED.apply(step).apart(0.8, 1.2) : EXHAUSTED.apply(step)))
                .hasSize(1);
    }

    @Test
    void aResumedRunMovesWhereAnUnbrokenOneDoes() {
        List<MiningChange> unbroken = moves(SimulatedRun.monitor("mining.hardenTo=hard"), 1, 400, EXHAUSTED);
        for (int stop : new int[] {215, 229, 230, 231, 300}) {
            RunMonitor first = SimulatedRun.monitor("mining.hardenTo=hard");
            List<MiningChange> moves = new ArrayList<>(moves(first, 1, stop, EXHAUSTED));
            RunMonitor second = SimulatedRun.monitor(first.memory(), "mining.hardenTo=hard");
            assertThat(second.strategyAt(stop)).isEqualTo(first.strategyAt(stop));
            moves.addAll(moves(second, stop + 1, 400, EXHAUSTED));
            assertThat(moves).isEqualTo(unbroken);
        }
    }
}

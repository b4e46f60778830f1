package org.likeness.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import org.junit.jupiter.api.Test;

class SimulatedRunTest {
    private static final long SEED = 20_261_130;
    private static final double RATE = 64; // pictures per second: a share of 64 takes a second
    private static final int SHARE = 64;

    @Test
    void runWithoutFailuresAndSpreadTakesTheTimeOfItsStepsAndPauses() {
        Cluster cluster = cluster(0, Double.POSITIVE_INFINITY, 0);
        Training training = training(new Pause(10, 3), new Pause(25, 7));

        RunTimes run = SimulatedRun.of(cluster, training, 4, 100, SEED);

        double step = StepTimes.of(cluster, training, 4).seconds(1);
        assertThat(run.total()).isCloseTo(100 * step + 10 * 3 + 4 * 7, within(1e-8));
        assertThat(run.share(Cause.NETWORK)).isCloseTo(100 / run.total(), within(1e-12));
        assertThat(run.picturesPerSecond()).isCloseTo(100 * 4 * 64 / run.total(), within(1e-8));
        assertThat(run.efficiency()).isCloseTo(run.picturesPerSecond() / (4 * RATE), within(1e-12));
        assertThat(run.restarts()).isZero();
    }

    @Test
    void lastStepIsSavedToo() {
        RunTimes run = SimulatedRun.of(
                cluster(0, Double.POSITIVE_INFINITY, 0), training(new Pause(1_000, 1), new Pause(30, 7)), 1, 100, SEED);

        assertThat(run.seconds(Cause.CHECKPOINTS)).isCloseTo(4 * 7, within(1e-9));
    }

    @Test
    void slowestOfTwoWorkersIsTheMeanOfTheLargerDraw() {
        double spread = 0.1;
        RunTimes run =
                SimulatedRun.of(cluster(spread, Double.POSITIVE_INFINITY, 0), training(NEVER, NEVER), 2, 100_000, SEED);

        double larger = Math.exp(spread / Math.sqrt(Math.PI)) - 1; // of two normal draws, the mean maximum is σ / √π
        assertThat(run.seconds(Cause.STRAGGLERS) / 100_000).as("seed %d", SEED).isCloseTo(larger, withPercentage(4));
    }

    @Test
    void oneWorkerLosesNothingToStragglers() {
        RunTimes run =
                SimulatedRun.of(cluster(0.1, Double.POSITIVE_INFINITY, 0), training(NEVER, NEVER), 1, 100_000, SEED);

        assertThat(run.share(Cause.STRAGGLERS)).as("seed %d", SEED).isCloseTo(0, within(2e-3));
    }

    /**
     * Daly, "A higher order estimate of the optimum checkpoint interval for restart dumps", 2006: the expected time of a run whose segments of
     * work τ end with a checkpoint δ is M·e^(R/M)·(e^((τ+δ)/M) − 1) for each; to the first order, the overhead is
     * δ/τ + (1 + δ/τ)·((τ + δ)/2 + R)/M.
     */
    @Test
    void failureOverheadIsThatOfDalysFormulas() {
        double interval = 50; // τ: steps of a second
        double checkpoint = 2; // δ
        double restart = 30; // R
        double mean = 2_000; // M, of all nodes
        long steps = 500_000;
        RunTimes run = SimulatedRun.of(
                cluster(0, 2 * mean, restart), training(NEVER, new Pause((int) interval, checkpoint)), 2, steps, SEED);

        double step =
                StepTimes.of(cluster(0, mean, 0), training(NEVER, NEVER), 2).seconds(1);
        double work = interval * step;
        double exact = mean * Math.exp(restart / mean) * Math.expm1((work + checkpoint) / mean) / work;
        double firstOrder = checkpoint / work + (1 + checkpoint / work) * ((work + checkpoint) / 2 + restart) / mean;
        double overhead = run.total() / (steps * step) - 1;
        assertThat(run.total() / (steps * step)).as("seed %d", SEED).isCloseTo(exact, withPercentage(0.5));
        assertThat(overhead).as("seed %d", SEED).isCloseTo(firstOrder, withPercentage(10));
        assertThat(run.seconds(Cause.CHECKPOINTS)).isCloseTo(steps / interval * checkpoint, within(1e-6));
    }

    @Test
    void workersOfANodeAreLostTogether() {
        Failures failures = new Failures(3_600, 16, 0);

        assertThat(failures.meanSeconds(1)).isEqualTo(3_600);
        assertThat(failures.meanSeconds(16)).isEqualTo(3_600);
        assertThat(failures.meanSeconds(17)).isEqualTo(1_800);
    }

    @Test
    void sameSeedGivesTheSameTimes() {
        RunTimes first = SimulatedRun.of(cluster(0.1, 5_000, 10), training(NEVER, new Pause(50, 1)), 8, 2_000, SEED);
        RunTimes second = SimulatedRun.of(cluster(0.1, 5_000, 10), training(NEVER, new Pause(50, 1)), 8, 2_000, SEED);

        assertThat(first).isEqualTo(second);
        assertThat(first.restarts()).isPositive();
    }

    @Test
    void runThatNeverReachesACheckpointIsRefused() {
        assertThatThrownBy(() ->
                        SimulatedRun.of(cluster(0, 100, 10), training(NEVER, new Pause(5_000, 1)), 1, 5_000, SEED))
                .hasMessageContaining("more often than every 5000 steps");
    }

    @Test
    void settingsReplaceThoseOfTheProfile() {
        Settings settings = Settings.of("two-cores", "batch=90", "spread=0.5");

        assertThat(settings.training().batchSize().pictures()).isEqualTo(90);
        assertThat(settings.cluster().worker().spread()).isEqualTo(0.5);
        assertThatThrownBy(() -> Settings.of("two-cores", "batches=90")).hasMessageContaining("batch, ");
        assertThatThrownBy(() -> Settings.of("abacus")).hasMessageContaining("gpu-large, gpu-small, two-cores");
    }

    private static final Pause NEVER = new Pause(Integer.MAX_VALUE, 0);

    /** Whose exchange takes no time. */
    private static Cluster cluster(double spread, double meanSeconds, double restartSeconds) {
        return new Cluster(
                new Worker(RATE, 1, SHARE, spread),
                new Loading(1e9, false, 1e12, 1),
                new Link(1e15, 0),
                new Failures(meanSeconds, 1, restartSeconds));
    }

    private static Training training(Pause validation, Pause checkpoint) {
        return new Training(new Network(1, 1, 0, 0), new BatchSize(SHARE, true), validation, checkpoint);
    }
}

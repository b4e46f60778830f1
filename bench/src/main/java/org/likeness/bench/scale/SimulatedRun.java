package org.likeness.bench.scale;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A run, step by step: the slowest worker of each step is drawn, and the time until a node is lost. A lost node loses the work since the last
 * checkpoint; it may be lost during a restart, too. The same seed gives the same times.
 */
final class SimulatedRun {
    private static final int MOST_SLOWDOWN = 1_000; // beyond, checkpoints are so rare that a run may never end

    private final Cluster cluster;
    private final Training training;
    private final int workers;
    private final StepTimes step;
    private final SplittableRandom stragglerDraws;
    private final SplittableRandom failureDraws;
    private final double[] kept = new double[Cause.values().length]; // seconds, up to the last checkpoint
    private final double[] pending = new double[Cause.values().length]; // since then
    private double untilLoss; // seconds until a node is lost
    private int restarts;

    private SimulatedRun(Cluster cluster, Training training, int workers, long seed) {
        this.cluster = cluster;
        this.training = training;
        this.workers = workers;
        this.step = StepTimes.of(cluster, training, workers);
        SplittableRandom random = new SplittableRandom(seed);
        this.stragglerDraws = random.split();
        this.failureDraws = random.split();
        this.untilLoss = drawnUntilLoss();
    }

    /**
     * Simulates a run.
     *
     * @param workers N, at least 1
     * @param steps   at least 1
     * @throws IllegalStateException if nodes are lost so often that the run does not get on
     */
    static RunTimes of(Cluster cluster, Training training, int workers, long steps, long seed) {
        if (workers < 1 || steps < 1) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "%d workers and %d steps: at least 1 of each is expected", workers, steps));
        }
        return new SimulatedRun(cluster, training, workers, seed).run(steps);
    }

    private RunTimes run(long steps) {
        long saved = 0;
        long done = 0;
        while (saved < steps) {
            boolean lost = !step() || !pauses(done + 1);
            done = lost ? saved : done + 1;
            if (!lost && (isDue(done, training.checkpoint()) || done == steps)) {
                if (spend(Cause.CHECKPOINTS, training.checkpoint().seconds())) {
                    keep();
                    saved = done;
                } else {
                    done = saved;
                }
            }
            requireProgress(steps);
        }
        Map<Cause, Double> seconds = new EnumMap<>(Cause.class);
        for (Cause cause : Cause.values()) {
            seconds.put(cause, kept[cause.ordinal()]);
        }
        return new RunTimes(workers, steps * training.batchSize().of(workers), restarts, seconds);
    }

    /** Takes a step. */
    private boolean step() {
        double stragglers = step.seconds(slowest()) - step.seconds(1);
        return spend(Cause.NETWORK, step.network())
                && spend(Cause.UNEVEN_SHARES, step.unevenShares())
                && spend(Cause.RECOMPUTATION, step.recomputation())
                && spend(Cause.LOADING, step.loading())
                && spend(Cause.STRAGGLERS, stragglers)
                && spend(Cause.LOSS, step.loss())
                && spend(Cause.EXCHANGE, step.exchange());
    }

    private boolean pauses(long done) {
        return !isDue(done, training.validation())
                || spend(Cause.VALIDATION, training.validation().seconds());
    }

    private static boolean isDue(long done, Pause pause) {
        return done % pause.every() == 0;
    }

    /** Time of the slowest worker relative to the mean time: the largest of N draws from a lognormal distribution with mean 1. */
    private double slowest() {
        double spread = cluster.worker().spread();
        if (spread == 0) {
            return 1;
        }
        double largest = Double.NEGATIVE_INFINITY;
        for (int worker = 0; worker < workers; worker++) {
            largest = Math.max(largest, stragglerDraws.nextGaussian());
        }
        return Math.exp(spread * largest - spread * spread / 2);
    }

    /**
     * Lets time pass. A step that is faster than the mean one gives some back as stragglers.
     *
     * @return whether all nodes are still there
     */
    private boolean spend(Cause cause, double seconds) {
        if (seconds <= untilLoss) {
            untilLoss -= seconds;
            pending[cause.ordinal()] += seconds;
            return true;
        }
        kept[Cause.LOST_WORK.ordinal()] += Arrays.stream(pending).sum() + untilLoss;
        Arrays.fill(pending, 0);
        restart();
        return false;
    }

    /** Begins again, until no node is lost meanwhile. */
    private void restart() {
        double needed = cluster.failures().restartSeconds();
        boolean lost = true;
        while (lost) {
            restarts++;
            untilLoss = drawnUntilLoss();
            lost = untilLoss < needed;
            kept[Cause.RESTARTS.ordinal()] += Math.min(needed, untilLoss);
        }
        untilLoss -= needed;
    }

    private void keep() {
        for (int cause = 0; cause < pending.length; cause++) {
            kept[cause] += pending[cause];
        }
        Arrays.fill(pending, 0);
    }

    private double drawnUntilLoss() {
        return failureDraws.nextExponential() * cluster.failures().meanSeconds(workers);
    }

    private void requireProgress(long steps) {
        double lost = kept[Cause.LOST_WORK.ordinal()] + kept[Cause.RESTARTS.ordinal()];
        if (lost > MOST_SLOWDOWN * (steps * step.seconds(1) + cluster.failures().restartSeconds())) {
            throw new IllegalStateException(String.format(
                    Locale.ROOT,
                    "%d workers lose a node every %.0f s on average and do not get from checkpoint to checkpoint: write them more often than every %d steps",
                    workers,
                    cluster.failures().meanSeconds(workers),
                    training.checkpoint().every()));
        }
    }
}

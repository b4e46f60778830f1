package org.likeness.bench;

import java.util.concurrent.TimeUnit;
import org.likeness.core.recipe.LossSettings;
import org.likeness.core.recipe.LossSettings.Form;
import org.likeness.core.recipe.LossSettings.Reduction;
import org.likeness.core.recipe.MiningSettings;
import org.likeness.core.recipe.MiningSettings.Negative;
import org.likeness.core.recipe.MiningSettings.Strategy;
import org.likeness.core.triplet.TripletMiner;
import org.likeness.core.triplet.TripletObjective;
import org.likeness.core.triplet.Triplets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The part of a step that is plain Java, at the size of FaceNet's batches: 45 people, 40 pictures of each. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MinerBenchmark {
    private static final int IDENTITIES = 45;
    private static final int PICTURES_PER_IDENTITY = 40;
    private static final double MARGIN = 0.2;

    /** Which triplets. */
    @Param
    public Strategy strategy = Strategy.SEMI_HARD;

    /** That share the work. */
    @Param("2")
    public int threads;

    private final SpherePoints batch = SpherePoints.draw(IDENTITIES, PICTURES_PER_IDENTITY);
    private MiningSettings settings = settings();

    /** Takes the strategy. */
    @Setup
    public void choose() {
        settings = settings();
    }

    /** Distances, triplets, loss, statistics, and the gradient of the embeddings. */
    @Benchmark
    public TripletObjective.Result objective() {
        return objective(Form.HINGE);
    }

    /** The same with the soft loss. */
    @Benchmark
    public TripletObjective.Result softObjective() {
        return objective(Form.SOFT);
    }

    /** Distances and the list of triplets, in one thread; all 124 million do not fit into a heap of usual size. */
    @Benchmark
    public Triplets list() {
        return new TripletMiner(settings).mine(batch.embeddings(), batch.labels(), (float) MARGIN, 1);
    }

    private TripletObjective.Result objective(Form form) {
        return new TripletObjective(settings, new LossSettings(MARGIN, form, Reduction.MEAN_ACTIVE), threads)
                .of(batch.embeddings(), batch.labels(), 0, 1);
    }

    private MiningSettings settings() {
        return new MiningSettings(strategy, Negative.NEAREST, 0.25, Strategy.RANDOM, 0);
    }
}

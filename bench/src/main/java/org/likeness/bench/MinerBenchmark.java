package org.likeness.bench;

import java.util.concurrent.TimeUnit;
import org.likeness.core.recipe.LossSettings;
import org.likeness.core.recipe.LossSettings.Form;
import org.likeness.core.recipe.LossSettings.Reduction;
import org.likeness.core.recipe.MiningSettings;
import org.likeness.core.recipe.MiningSettings.Strategy;
import org.likeness.core.triplet.BatchDistances;
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

    private final SpherePoints batch = SpherePoints.draw(IDENTITIES, PICTURES_PER_IDENTITY);

    /** What an objective is made of. */
    @State(Scope.Benchmark)
    public static class Chosen {
        /** Which triplets. */
        @Param
        public Strategy strategy = Strategy.SEMI_HARD;

        /** What they cost. */
        @Param
        public Form form = Form.HINGE;

        /** That share the work. */
        @Param({"1", "2"})
        public int threads;
    }

    /** Distances, triplets, loss, statistics, and the gradient of the embeddings. */
    @Benchmark
    public TripletObjective.Result objective(Chosen chosen) {
        LossSettings loss = new LossSettings(MARGIN, chosen.form, Reduction.MEAN_ACTIVE);
        return new TripletObjective(MiningSettings.of(chosen.strategy), loss, chosen.threads)
                .of(batch.embeddings(), batch.labels(), 0, 1);
    }

    /** Distances and the list of semi-hard triplets, without loss and gradient, in one thread. */
    @Benchmark
    public Triplets semiHardList() {
        return TripletMiner.of(Strategy.SEMI_HARD, (float) MARGIN)
                .mine(BatchDistances.of(batch.embeddings(), batch.labels()), 1);
    }
}

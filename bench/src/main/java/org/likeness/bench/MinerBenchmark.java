package org.likeness.bench;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.likeness.core.recipe.MiningSettings;
import org.likeness.core.recipe.MiningSettings.Negative;
import org.likeness.core.recipe.MiningSettings.Strategy;
import org.likeness.core.triplet.DistanceMatrix;
import org.likeness.core.triplet.TripletMiners;
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

/** The part of a step that is plain Java: the distances of a batch, and its triplets, four pictures an identity. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class MinerBenchmark {
    private static final int EMBEDDING_SIZE = 128;
    private static final int PICTURES_PER_IDENTITY = 4;
    private static final float MARGIN = 0.2f;
    private static final float SPREAD =
            0.8f; // of pictures about their identity's centre: some negatives are then nearer than positives

    /** B. */
    @Param({"128", "1024"})
    public int batch;

    private float[] embeddings = {};
    private int[] labels = {};
    private DistanceMatrix distances = new DistanceMatrix(0, embeddings);

    /** Draws people at random places of the sphere, and pictures about them. */
    @Setup
    public void draw() {
        Random random = new Random(1);
        embeddings = new float[batch * EMBEDDING_SIZE];
        labels = new int[batch];
        float[] centre = new float[EMBEDDING_SIZE];
        for (int row = 0; row < batch; row++) {
            labels[row] = row / PICTURES_PER_IDENTITY;
            double squares = 0;
            for (int i = 0; i < EMBEDDING_SIZE; i++) {
                if (row % PICTURES_PER_IDENTITY == 0) {
                    centre[i] = (float) random.nextGaussian();
                }
                float value = centre[i] + SPREAD * (float) random.nextGaussian();
                embeddings[row * EMBEDDING_SIZE + i] = value;
                squares += value * value;
            }
            for (int i = 0; i < EMBEDDING_SIZE; i++) {
                embeddings[row * EMBEDDING_SIZE + i] /= (float) Math.sqrt(squares);
            }
        }
        distances = DistanceMatrix.of(embeddings, batch);
    }

    /** All distances. */
    @Benchmark
    public DistanceMatrix distances() {
        return DistanceMatrix.of(embeddings, batch);
    }

    /** The nearest semi-hard negative of each pair. */
    @Benchmark
    public Triplets semiHard() {
        return mine(Strategy.SEMI_HARD);
    }

    /** The hardest positive and negative of each anchor. */
    @Benchmark
    public Triplets batchHard() {
        return mine(Strategy.BATCH_HARD);
    }

    /** All valid triplets. */
    @Benchmark
    public Triplets all() {
        return mine(Strategy.ALL);
    }

    private Triplets mine(Strategy strategy) {
        return TripletMiners.of(new MiningSettings(strategy, Negative.NEAREST))
                .mine(distances, labels, MARGIN, new Random(1));
    }
}

package org.likeness.bench;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.likeness.core.image.Augmenter;
import org.likeness.core.image.FaceImage;
import org.likeness.training.recipe.RecipeReader;
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

/** Pictures that one thread varies in a second, as the default recipe has it, from pictures as the store keeps them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AugmenterBenchmark {
    private static final double FINER = 1.5; // as the store keeps them

    /** Pixels of width and height. */
    @Param({"64", "112"})
    public int size;

    private final SplittableRandom random = new SplittableRandom(1);

    @SuppressWarnings("NullAway.Init") // in prepare
    private Augmenter augmenter;

    @SuppressWarnings("NullAway.Init")
    private FaceImage wide;

    /** Draws the picture. */
    @Setup
    public void prepare() {
        augmenter =
                new Augmenter(RecipeReader.defaults().recipe().augmentation().variation(), size, size);
        int side = (int) Math.rint(size * augmenter.margin() * FINER);
        byte[] rgb = new byte[side * side * 3];
        random.nextBytes(rgb);
        wide = new FaceImage(side, side, rgb);
    }

    /** One picture, each time another variation. */
    @Benchmark
    public FaceImage vary() {
        return augmenter.augment(wide, random);
    }
}

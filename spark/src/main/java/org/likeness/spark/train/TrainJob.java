package org.likeness.spark.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.rdd.RDD;
import org.likeness.core.LikenessException;
import org.likeness.spark.cluster.SparkCluster;
import scala.reflect.ClassTag$;

/**
 * Trains with the executors of a cluster, one rank each. Spark begins the ranks together, and all of them again if one is lost: the run then
 * goes on from its last checkpoint.
 */
public final class TrainJob {
    private static final int TOKEN_BYTES = 16;

    private TrainJob() {}

    /**
     * Trains.
     *
     * @param note is told why an attempt has failed
     * @return the result of rank 0
     * @throws LikenessException if the settings are a mistake, or the ranks are lost again and again
     */
    public static RankResult run(SparkCluster cluster, TrainSettings settings, Consumer<String> note) {
        if (settings.ranks() < 2) {
            throw LikenessException.invalid(
                    String.format(Locale.ROOT, "%d ranks: 2 or more are expected", settings.ranks()));
        }
        requireNew(settings);
        byte[] token = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(token);
        var task = new RankTask(settings.with(HexFormat.of().formatHex(token)));
        List<Integer> ranks = IntStream.range(0, settings.ranks()).boxed().toList();
        List<RankResult> results = new ArrayList<>(cluster.run(context -> {
            context.sc().addSparkListener(new FailedTasks(note));
            RDD<RankResult> trained = context.parallelize(ranks, settings.ranks())
                    .rdd()
                    .barrier()
                    .mapPartitions(task, false, ClassTag$.MODULE$.apply(RankResult.class));
            return trained.toJavaRDD()
                    .repartition(1)
                    .collect(); // a last stage is never tried again, one before a shuffle is
        }));
        results.sort(Comparator.comparingInt(RankResult::rank));
        for (RankResult result : results) {
            if (result.mistake() != null) {
                throw new LikenessException(Objects.requireNonNull(result.kind()), result.mistake());
            }
        }
        return results.get(0);
    }

    /** A second attempt goes on with what is in the folder, which must be this training's. */
    private static void requireNew(TrainSettings settings) {
        Path run = Path.of(settings.run());
        if (settings.resume() || !Files.isDirectory(run)) {
            return;
        }
        try (Stream<Path> content = Files.list(run)) {
            if (content.findAny().isPresent()) {
                throw LikenessException.conflict(String.format(
                        Locale.ROOT, "%s is not empty: choose a new folder for the run, or resume the run in it", run));
            }
        } catch (IOException e) {
            throw LikenessException.unavailable(
                    String.format(Locale.ROOT, "%s cannot be read: %s", run, e.getMessage()), e);
        }
    }
}

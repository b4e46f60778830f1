package org.likeness.spark.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.spark.rdd.RDD;
import org.jspecify.annotations.Nullable;
import org.likeness.core.LikenessException;
import org.likeness.core.Remedy;
import org.likeness.spark.cluster.SparkCluster;
import org.likeness.training.distributed.GroupSettings;
import org.likeness.training.files.RunDirectory;
import scala.reflect.ClassTag$;

/**
 * Trains with the executors of a cluster, one rank each. Spark begins the ranks together, and all of them again if one is lost: the run then
 * goes on from its last checkpoint.
 */
public final class TrainJob {
    private TrainJob() {}

    /**
     * Trains.
     *
     * @param note is told why an attempt has failed
     * @return the result of rank 0
     * @throws HopelessRunException if further steps cannot recover the run
     * @throws LikenessException    if the settings are a mistake, or the ranks are lost again and again
     */
    public static TrainResult run(SparkCluster cluster, TrainSettings settings, Consumer<String> note) {
        if (settings.ranks() < 2) {
            throw LikenessException.invalid(
                    String.format(Locale.ROOT, "%d ranks: 2 or more are expected", settings.ranks()));
        }
        Path run = settings.folder();
        if (!settings.resume()) {
            RunDirectory.free(run); // a second attempt goes on with what is in it
        }
        var task = new RankTask(settings, GroupSettings.newToken());
        List<RankResult> results = new ArrayList<>(run(cluster, task, settings.ranks(), run, note));
        results.sort(Comparator.comparingInt(RankResult::rank));
        RankResult first = results.get(0);
        for (RankResult result : results) {
            if (result.mistake() != null) {
                throw exception(result.mistake(), first.start(), settings);
            }
        }
        return result(first, settings);
    }

    /** @param start null if the run was not begun */
    private static LikenessException exception(
            RankResult.Mistake mistake, @Nullable RankStart start, TrainSettings settings) {
        return mistake.isHopeless() && start != null
                ? new HopelessRunException(mistake.message(), start.in(settings))
                : new LikenessException(mistake.kind(), mistake.message());
    }

    private static TrainResult result(RankResult first, TrainSettings settings) {
        RankResult.Trained trained = Objects.requireNonNull(first.trained());
        return new TrainResult(
                Objects.requireNonNull(first.start()).in(settings),
                first.attempt(),
                trained.steps(),
                trained.seconds(),
                Optional.ofNullable(trained.encoder()).map(Path::of),
                Optional.of(trained.accuracy()).filter(accuracy -> !accuracy.isNaN()));
    }

    private static List<RankResult> run(
            SparkCluster cluster, RankTask task, int size, Path run, Consumer<String> note) {
        List<Integer> ranks = IntStream.range(0, size).boxed().toList();
        var failed = new FailedTasks(note);
        try {
            return cluster.run(context -> {
                context.sc().addSparkListener(failed);
                try {
                    RDD<RankResult> trained = context.parallelize(ranks, size)
                            .rdd()
                            .barrier()
                            .mapPartitions(task, false, ClassTag$.MODULE$.apply(RankResult.class));
                    // A last stage is never tried again, one before a shuffle is.
                    return trained.toJavaRDD().repartition(1).collect();
                } finally {
                    context.sc().removeSparkListener(failed);
                }
            });
        } catch (LikenessException e) {
            if (e.kind() == LikenessException.Kind.UNAVAILABLE && RunDirectory.isRun(run)) {
                throw new LikenessException(
                        e.kind(), String.valueOf(e.getMessage()), e, new Remedy(Remedy.Action.RESUME));
            }
            throw e;
        }
    }
}

package org.likeness.spark.pairs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.likeness.core.LikenessException;
import org.likeness.core.evaluation.identification.AllPairs;
import org.likeness.core.evaluation.identification.DistanceCounts;
import org.likeness.spark.cluster.SparkCluster;
import org.likeness.spark.embed.EmbeddedSet;
import org.likeness.spark.embed.LoadedPart;
import org.likeness.spark.embed.PartReport;
import scala.Tuple2;

/** Evaluates an embedded set by all of its pairs. Pictures without an embedding count: their genuine pairs never match. */
public final class PairEvaluation {
    private static final int DEPTH = 2;

    private PairEvaluation() {}

    /**
     * Counts all pairs.
     *
     * @throws LikenessException if there is no pair of one kind, or a task fails
     */
    public static DistanceCounts run(SparkCluster cluster, EmbeddedSet set) {
        List<String> files = set.files().stream().map(String::valueOf).toList();
        if (files.isEmpty()) {
            throw LikenessException.invalid("no picture of the set has an embedding: there is no pair");
        }
        List<PairCounts.Tile> tiles = PairCounts.tiles(files);
        int tasks = Math.min(tiles.size(), cluster.tasks());
        DistanceCounts counts = cluster.run(context -> {
            var count = new PairCounts(AllPairs.largest(set.longest()), cluster.coresOfTask());
            return context.parallelize(tiles, tasks)
                    .mapPartitions(count)
                    .treeReduce(
                            (one, other) -> {
                                one.add(other);
                                return one;
                            },
                            DEPTH);
        });
        counts.addWithout(withoutDistance(cluster, set, files));
        try {
            return counts.requireBothKinds();
        } catch (IllegalArgumentException e) {
            throw LikenessException.invalid(String.valueOf(e.getMessage()), e);
        }
    }

    /** Genuine pairs of which a picture has no embedding. */
    private static long withoutDistance(SparkCluster cluster, EmbeddedSet set, List<String> files) {
        Map<String, Long> failed = new HashMap<>();
        for (PartReport report : set.reports()) {
            report.failures().forEach(failure -> failed.merge(failure.person(), 1L, Long::sum));
        }
        if (failed.isEmpty()) {
            return 0;
        }
        Set<String> people = Set.copyOf(failed.keySet());
        Map<String, Long> found = cluster.run(context -> context.parallelize(files, files.size())
                .flatMap(file -> LoadedPart.of(file).people().stream()
                        .filter(people::contains)
                        .iterator())
                .mapToPair(person -> new Tuple2<>(person, 1L))
                .reduceByKey(Long::sum)
                .collectAsMap());
        long pairs = 0;
        for (Map.Entry<String, Long> person : failed.entrySet()) {
            long with = found.getOrDefault(person.getKey(), 0L);
            long all = with + person.getValue();
            pairs += all * (all - 1) / 2 - with * (with - 1) / 2;
        }
        return pairs;
    }
}

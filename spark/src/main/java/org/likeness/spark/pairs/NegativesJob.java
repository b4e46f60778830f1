package org.likeness.spark.pairs;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.likeness.core.LikenessException;
import org.likeness.spark.cluster.SparkCluster;
import org.likeness.spark.embed.EmbeddedSet;
import org.likeness.spark.part.OutputFolder;
import scala.Tuple2;

/** Finds the nearest faces of other people for each face of an embedded set, exactly: hard negatives, and people who are taken for each other. */
public final class NegativesJob {
    private NegativesJob() {}

    /** Those with the most faces first, then the nearest, then by name, so that two runs give one list. */
    private static final class Order implements Comparator<LookAlikes>, Serializable {
        private static final long serialVersionUID = 1;

        @Override
        public int compare(LookAlikes one, LookAlikes other) {
            int order = Long.compare(other.faces(), one.faces());
            order = order == 0 ? Double.compare(one.distance(), other.distance()) : order;
            order = order == 0 ? one.person().compareTo(other.person()) : order;
            return order == 0 ? one.other().compareTo(other.other()) : order;
        }
    }

    /**
     * Searches, and writes a file of negatives for each part.
     *
     * @param count  of negatives of each face, at least 1
     * @param people pairs of people that are told, at least 1
     * @param out    the folder that takes the files
     * @return pairs of people, those with the most faces among the negatives first
     * @throws LikenessException if a task fails
     */
    public static List<LookAlikes> run(SparkCluster cluster, EmbeddedSet set, int count, int people, Path out) {
        OutputFolder.make(out);
        List<String> files = set.files().stream().map(String::valueOf).toList();
        List<String> targets = set.files().stream()
                .map(file -> out.toAbsolutePath().resolve(file.getFileName()).toString())
                .toList();
        if (files.isEmpty()) {
            throw LikenessException.invalid("no picture of the set has an embedding: there is nothing to mine");
        }
        var search = new NegativesOfPart(files, targets, count);
        List<Integer> parts = IntStream.range(0, files.size()).boxed().toList();
        return cluster.run(context -> context.parallelize(parts, parts.size())
                .flatMap(search)
                .mapToPair(pair -> new Tuple2<>(pair.key(), pair))
                .reduceByKey(LookAlikes::and)
                .values()
                .takeOrdered(people, new Order()));
    }
}

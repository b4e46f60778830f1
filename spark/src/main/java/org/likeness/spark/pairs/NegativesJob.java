package org.likeness.spark.pairs;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import org.likeness.core.LikenessException;
import org.likeness.spark.cluster.SparkCluster;
import org.likeness.spark.embed.EmbeddedSet;
import org.likeness.spark.part.OutputFolder;
import org.likeness.spark.part.PartGroup;
import org.likeness.training.libtorch.BlasProducts;
import scala.Tuple2;

/** Finds the nearest faces of other people for each face of an embedded set: hard negatives, and people who are taken for each other. */
public final class NegativesJob {
    private static final int TASKS_OF_CORE = 4; // so that the last ones are short

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
     * @throws LikenessException if a task fails
     */
    public static MineResult run(SparkCluster cluster, EmbeddedSet set, MineSettings settings) {
        Path out = settings.out().toAbsolutePath(); // executors have working folders of their own
        OutputFolder.make(out);
        List<PartGroup> groups =
                PartGroup.of(set.partFiles(), TASKS_OF_CORE * cluster.run(JavaSparkContext::defaultParallelism));
        if (groups.isEmpty()) {
            throw LikenessException.invalid("no picture of the set has an embedding: there is nothing to mine");
        }
        long faces = groups.stream().mapToLong(PartGroup::rows).sum();
        CellPlan plan = settings.recall() < 1 && faces >= settings.cellsFrom()
                ? new CellPlanner(cluster, groups)
                        .plan(settings.count(), settings.recall())
                        .orElse(null)
                : null;
        try {
            if (plan != null) {
                findCells(cluster, groups, plan, out);
            }
            List<LookAlikes> alike = search(cluster, groups, plan, settings, out);
            return plan == null
                    ? new MineResult(alike, 1, 0, 0)
                    : new MineResult(alike, plan.recall(), plan.cells().count(), plan.searched());
        } finally {
            FaceCells.remove(out, groups);
        }
    }

    private static void findCells(SparkCluster cluster, List<PartGroup> groups, CellPlan plan, Path out) {
        int threads = cluster.coresOfTask();
        String folder = out.toString();
        cluster.run(context -> {
            var shared = context.broadcast(plan);
            try {
                context.parallelize(groups, groups.size()).foreach(group -> {
                    CellPlan own = shared.value();
                    int[] cells = own.cells()
                            .nearest(LoadedPart.of(group).faces(), own.searched(), new BlasProducts(), threads);
                    new FaceCells(Path.of(folder), own.searched()).write(group, cells);
                });
                return plan;
            } finally {
                shared.destroy();
            }
        });
    }

    private static List<LookAlikes> search(
            SparkCluster cluster, List<PartGroup> groups, @Nullable CellPlan plan, MineSettings settings, Path out) {
        var search = new NegativesOfGroup(groups, out, settings.count(), plan);
        return cluster.run(context -> context.parallelize(groups, groups.size())
                .flatMap(search)
                .mapToPair(pair -> new Tuple2<>(pair.key(), pair))
                .reduceByKey(LookAlikes::and)
                .values()
                .takeOrdered(settings.people(), new Order()));
    }
}

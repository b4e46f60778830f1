package org.likeness.spark.pairs;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.likeness.core.LikenessException;
import org.likeness.spark.cluster.SparkCluster;
import org.likeness.spark.embed.EmbeddedSet;
import org.likeness.spark.embed.LoadedPart;
import org.likeness.spark.part.PartGroup;
import org.likeness.spark.part.SetPart;
import org.likeness.training.libtorch.BlasProducts;
import scala.Tuple2;

/** Finds the nearest faces of other people for each face of an embedded set: hard negatives, and people who are taken for each other. */
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
     * Searches, and writes a file of negatives for each part. A part that is searched stays: a job that failed goes on where it was.
     *
     * @throws LikenessException if the folder holds other negatives, or a task fails
     */
    public static MineResult run(SparkCluster cluster, EmbeddedSet set, MineSettings settings) {
        Path out = settings.out().toAbsolutePath(); // executors have working folders of their own
        List<PartGroup> groups = PartGroup.of(set.partFiles(), cluster.tasks());
        if (groups.isEmpty()) {
            throw LikenessException.invalid("no picture of the set has an embedding: there is nothing to mine");
        }
        List<String> files =
                groups.stream().flatMap(group -> group.files().stream()).toList();
        String source = MinedPart.source(files);
        var folder = MinedPart.folder(out);
        folder.begin(new MinedPart.Settings(
                MinedPart.Settings.VERSION,
                String.valueOf(Path.of(files.get(0)).getParent()),
                settings.count(),
                settings.recall()));
        List<MinedPart> done = new ArrayList<>();
        Set<SetPart> parts = new HashSet<>(folder.left(MinedPart.parts(files), part -> source, done));
        List<PartGroup> left = groups.stream()
                .filter(group -> MinedPart.parts(group.files()).stream().anyMatch(parts::contains))
                .toList();
        try {
            CellPlan plan = left.isEmpty() ? null : plan(cluster, groups, settings);
            if (plan != null) {
                findCells(cluster, groups, plan, out);
            }
            var search = new NegativesOfGroup(groups, out, settings.count(), MinedPart.of(files.get(0), source, plan));
            List<LookAlikes> alike = lookAlikes(cluster, groups, new HashSet<>(left), search, settings.people());
            return MineResult.of(alike, folder.reports(MinedPart.parts(files)), done.size());
        } finally {
            FaceCells.remove(out, groups);
        }
    }

    private static @Nullable CellPlan plan(SparkCluster cluster, List<PartGroup> groups, MineSettings settings) {
        long faces = groups.stream().mapToLong(PartGroup::rows).sum();
        return settings.recall() < 1 && faces >= settings.cellsFrom()
                ? new CellPlanner(cluster, groups)
                        .plan(settings.count(), settings.recall())
                        .orElse(null)
                : null;
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

    /** Searches the groups that are left, and counts the negatives of all. */
    private static List<LookAlikes> lookAlikes(
            SparkCluster cluster,
            List<PartGroup> groups,
            HashSet<PartGroup> left,
            NegativesOfGroup search,
            int people) {
        return cluster.run(context -> context.parallelize(groups, groups.size())
                .flatMap(group -> left.contains(group) ? search.call(group) : search.known(group))
                .mapToPair(pair -> new Tuple2<>(pair.key(), pair))
                .reduceByKey(LookAlikes::and)
                .values()
                .takeOrdered(people, new Order()));
    }
}

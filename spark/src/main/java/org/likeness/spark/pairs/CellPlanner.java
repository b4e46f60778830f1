package org.likeness.spark.pairs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.likeness.core.search.Cells;
import org.likeness.core.search.EmbeddedPictures;
import org.likeness.core.search.Products;
import org.likeness.core.search.SearchedCells;
import org.likeness.spark.cluster.SparkCluster;
import org.likeness.spark.embed.LoadedPart;
import org.likeness.spark.part.PartGroup;
import org.likeness.training.libtorch.BlasProducts;
import scala.Tuple2;

/**
 * Decides how a set is searched: how many cells it is divided into, and how many of them are searched for each face, so that a share of the
 * true nearest negatives is found. The share is measured: the negatives of some faces are found by comparing them with all others.
 */
final class CellPlanner {
    private static final int SAMPLE = 400; // faces whose true negatives are found
    private static final long SEED = 1; // so that two runs give the same negatives
    private static final int DEPTH = 2;

    private final SparkCluster cluster;
    private final List<PartGroup> groups;
    private final long faces;

    CellPlanner(SparkCluster cluster, List<PartGroup> groups) {
        this.cluster = cluster;
        this.groups = groups;
        this.faces = groups.stream().mapToLong(PartGroup::rows).sum();
    }

    /**
     * @param count  of negatives of each face
     * @param recall share of them that is to be found, below 1
     * @return nothing, if comparing all pairs takes no longer
     */
    Optional<CellPlan> plan(int count, double recall) {
        int cells = Cells.usualCount(faces);
        int threads = Runtime.getRuntime().availableProcessors();
        Products products = new BlasProducts();
        LoadedPart drawn = drawn(Math.min(faces, (long) Cells.ROWS_OF_CELL * cells), SEED);
        Cells made = Cells.of(drawn.faces(), cells, SEED, products, threads);
        LoadedPart sample = drawn(Math.min(faces, SAMPLE), SEED + 1);
        List<EmbeddedPictures> negatives = trueNegatives(sample, count).embeddings();
        if (negatives.stream().allMatch(own -> own.size() == 0)) {
            return Optional.empty();
        }
        int[] ranks = made.ranks(sample.faces(), negatives, products, threads);
        SearchedCells searched = SearchedCells.of(ranks, recall);
        double compared =
                cells + (double) searched.count() * faces / cells; // with each face, fetched for each cell besides
        boolean pays = compared < faces / 2.0;
        return pays ? Optional.of(new CellPlan(made, searched.count(), searched.recall())) : Optional.empty();
    }

    private SampledNegatives trueNegatives(LoadedPart sample, int count) {
        return cluster.run(context -> {
            var shared = context.broadcast(sample);
            try {
                return context.parallelize(groups, groups.size())
                        .map(group -> SampledNegatives.in(group, shared.value(), count))
                        .treeReduce(SampledNegatives::and, DEPTH);
            } finally {
                shared.destroy();
            }
        });
    }

    /** So many faces of the set, each as likely as any other. */
    private LoadedPart drawn(long number, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long left = number;
        long behind = faces;
        List<Tuple2<PartGroup, int[]>> draws = new ArrayList<>();
        for (PartGroup group : groups) {
            IntStream.Builder rows = IntStream.builder();
            for (int row = 0; row < group.rows(); row++) {
                if (random.nextLong(behind--) < left) {
                    rows.add(row);
                    left--;
                }
            }
            draws.add(new Tuple2<>(group, rows.build().toArray()));
        }
        return LoadedPart.joined(cluster.run(context -> context.parallelize(draws, draws.size())
                .map(draw -> LoadedPart.of(draw._1()).only(draw._2()))
                .collect()));
    }
}

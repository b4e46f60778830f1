package org.likeness.spark.audit;

import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.likeness.core.audit.CenterCells;
import org.likeness.core.audit.NearPeople;
import org.likeness.core.audit.NearestOther;
import org.likeness.core.audit.PeopleCenters;
import org.likeness.spark.audit.AuditedPeople.Compared;
import org.likeness.spark.part.NumberRange;
import org.likeness.spark.part.PartGroup;
import org.likeness.training.libtorch.BlasProducts;

/** Compares each person, and each face, with the people in cells near it. */
record ComparedInCells(
        JavaSparkContext context, Broadcast<Compared> compared, AuditSample sample, CenterCells cells, int threads)
        implements Comparisons {
    /** Of the nearest people, as for mining; two names of one person are nearer than most of these, and are found more often. */
    private static final double RECALL = 0.95;

    private static final int DEPTH = 2;

    static ComparedInCells of(
            JavaSparkContext context, Broadcast<Compared> compared, List<PartGroup> groups, int tasks, int threads) {
        AuditSample sample = AuditSample.of(context, compared, groups, tasks, threads);
        CenterCells cells = CenterCells.of(
                compared.value().centers(),
                sample.rows(),
                RECALL,
                new BlasProducts(),
                Runtime.getRuntime().availableProcessors());
        return new ComparedInCells(context, compared, sample, cells, threads);
    }

    @Override
    public NearPeople near(int tasks) {
        Broadcast<Compared> all = compared;
        Broadcast<CenterCells> shared = context.broadcast(cells);
        int own = threads;
        List<NumberRange> ranges = NumberRange.divide(all.value().centers().people(), tasks);
        try {
            return context.parallelize(ranges, ranges.size())
                    .map(range -> {
                        PeopleCenters centers = all.value().centers();
                        return NearPeople.of(
                                centers,
                                shared.value(),
                                centers.only(range.numbers().toArray()),
                                new BlasProducts(),
                                own);
                    })
                    .treeReduce(NearPeople::and, DEPTH)
                    .expecting(sample.counts(), sample.weight());
        } finally {
            shared.destroy();
        }
    }

    @Override
    public List<NearestOther> nearest(List<PartGroup> groups) {
        Broadcast<Compared> all = compared;
        Broadcast<CenterCells> shared = context.broadcast(cells);
        int own = threads;
        try {
            return context.parallelize(groups, groups.size())
                    .map(group -> NearestOther.of(
                            all.value().centers(),
                            shared.value(),
                            AuditedFaces.of(group, all.value().numbers()).embeddings(),
                            new BlasProducts(),
                            own))
                    .collect();
        } finally {
            shared.destroy();
        }
    }

    @Override
    public double recall() {
        return cells.recall();
    }
}

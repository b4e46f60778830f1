package org.likeness.spark.audit;

import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.likeness.core.audit.Distances;
import org.likeness.core.audit.NearPeople;
import org.likeness.core.audit.NearestOther;
import org.likeness.spark.audit.AuditedPeople.Compared;
import org.likeness.spark.part.NumberRange;
import org.likeness.spark.part.PartGroup;
import org.likeness.training.libtorch.BlasProducts;

/** Compares each person, and each face, with all people. */
record ComparedWithAll(JavaSparkContext context, Broadcast<Compared> compared, int threads) implements Comparisons {
    private static final int DEPTH = 2;

    @Override
    public NearPeople near(int tasks) {
        Broadcast<Compared> all = compared;
        int own = threads;
        List<NumberRange> ranges = NumberRange.divide(all.value().centers().people(), tasks);
        return context.parallelize(ranges, ranges.size())
                .map(range -> NearPeople.of(
                        Distances.of(all.value().centers(), new BlasProducts()), range.from(), range.end(), own))
                .treeReduce(NearPeople::and, DEPTH);
    }

    @Override
    public List<NearestOther> nearest(List<PartGroup> groups) {
        Broadcast<Compared> all = compared;
        int own = threads;
        return context.parallelize(groups, groups.size())
                .map(group -> {
                    AuditedFaces faces = AuditedFaces.of(group, all.value().numbers());
                    return NearestOther.of(
                            Distances.of(all.value().centers(), new BlasProducts()),
                            faces.embeddings().embeddings(),
                            faces.embeddings().labels(),
                            own);
                })
                .collect();
    }

    @Override
    public double recall() {
        return 1;
    }
}

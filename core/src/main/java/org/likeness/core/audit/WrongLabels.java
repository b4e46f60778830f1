package org.likeness.core.audit;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.likeness.core.search.EmbeddedPictures;

/** Finds pictures of the first set that are far from their own person and near to another ({@link LabelCheck}). */
final class WrongLabels {
    private final AuditedSets sets;
    private final EmbeddedPictures all;
    private final double[] own; // of each row of the first set
    private final NearestOther others;
    private final LabelCheck check;

    WrongLabels(AuditedSets sets, EmbeddedPictures all, Centers centers, Distances distances, int threads) {
        this.sets = sets;
        this.all = all;
        int rows = centers.start(sets.firstSet());
        this.own = IntStream.range(0, rows).mapToDouble(centers::own).toArray();
        this.others = NearestOther.of(distances, all.embeddings(), all.labels(), rows, sets.firstSet(), threads);
        this.check = new LabelCheck(Arrays.copyOf(all.labels(), rows), own, others.distances(), distances.centers());
    }

    /** How many pictures have been judged. */
    int judged() {
        return check.judged();
    }

    /**
     * @param falseShare in (0, 1)
     * @return least chance first
     */
    List<WrongLabel> found(double falseShare) {
        return check.found(falseShare).stream().map(this::label).toList();
    }

    private WrongLabel label(LabelCheck.Suspicion found) {
        int row = found.row();
        return new WrongLabel(
                sets.pictures().get(all.pictures()[row]),
                own[row],
                found.usual(),
                sets.people().get(others.people()[row]),
                others.distances()[row],
                found.score(),
                found.falseShare());
    }
}

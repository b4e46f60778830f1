package example;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.likeness.core.triplet.BatchDistances;
import org.likeness.core.triplet.Triplet;
import org.likeness.core.triplet.TripletMiner;
import org.likeness.core.triplet.Triplets;

/**
 * The hardest triplets of the whole batch: those with the largest d(a,p) − d(a,n).
 *
 * @param share of all valid triplets, in (0, 1]
 */
public record HardestShareMiner(double share) implements TripletMiner {
    @Override
    public Triplets mine(BatchDistances batch, long seed) {
        List<Triplet> valid = new ArrayList<>();
        for (int a = 0; a < batch.anchors(); a++) {
            for (int p = 0; p < batch.size(); p++) {
                for (int n = 0; n < batch.size(); n++) {
                    if (batch.isPositive(a, p) && batch.isNegative(a, n)) {
                        valid.add(new Triplet(a, p, n));
                    }
                }
            }
        }
        valid.sort(Comparator.comparingDouble(
                t -> batch.distance(t.anchor(), t.negative()) - batch.distance(t.anchor(), t.positive())));
        return Triplets.of(valid.subList(0, (int) Math.ceil(share * valid.size())));
    }
}

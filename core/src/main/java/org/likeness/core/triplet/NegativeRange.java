package org.likeness.core.triplet;

import org.likeness.core.recipe.MiningSettings.Negative;

/**
 * Gives each ordered anchor–positive pair one negative out of a range of distances, if there is one there.
 *
 * <p>{@link #semiHard}: d(a,p) &lt; d(a,n) &lt; d(a,p) + α (FaceNet, arXiv 1503.03832, §3.2). {@link #hard}: d(a,n) &lt;
 * d(a,p). {@link #any}: all negatives.
 */
final class NegativeRange extends PairwiseMiner {
    private enum Range {
        SEMI_HARD,
        HARD,
        ANY
    }

    private final Range range;
    private final Negative preference;

    private NegativeRange(Range range, Negative preference) {
        this.range = range;
        this.preference = preference;
    }

    static TripletMiner semiHard(Negative preference) {
        return new NegativeRange(Range.SEMI_HARD, preference);
    }

    static TripletMiner hard(Negative preference) {
        return new NegativeRange(Range.HARD, preference);
    }

    static TripletMiner any() {
        return new NegativeRange(Range.ANY, Negative.UNIFORM);
    }

    @Override
    void choose(Batch batch, int anchor, int positive, TripletList triplets) {
        float toPositive = batch.distances().at(anchor, positive);
        int chosen = -1;
        int seen = 0;
        for (int other = 0; other < batch.size(); other++) {
            if (!batch.isNegative(anchor, other)
                    || !isInRange(toPositive, batch.distances().at(anchor, other), batch.margin())) {
                continue;
            }
            seen++;
            boolean takes = switch (preference) {
                case NEAREST ->
                    chosen < 0
                            || batch.distances().at(anchor, other)
                                    < batch.distances().at(anchor, chosen);
                case UNIFORM -> batch.random().nextInt(seen) == 0; // one of all seen so far, each as likely
            };
            if (takes) {
                chosen = other;
            }
        }
        if (chosen >= 0) {
            triplets.add(anchor, positive, chosen);
        }
    }

    private boolean isInRange(float toPositive, float toNegative, float margin) {
        return switch (range) {
            case SEMI_HARD -> toPositive < toNegative && toNegative < toPositive + margin;
            case HARD -> toNegative < toPositive;
            case ANY -> true;
        };
    }
}

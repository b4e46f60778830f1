package org.likeness.core.triplet;

import java.util.random.RandomGenerator;
import org.likeness.core.recipe.MiningSettings.Negative;

/**
 * Chooses one negative from a range of distances for each ordered anchor–positive pair, if there is one.
 *
 * <p>{@link #semiHard}: d(a,p) &lt; d(a,n) &lt; d(a,p) + α (FaceNet, arXiv 1503.03832, §3.2). {@link #hard}: d(a,n) &lt;
 * d(a,p). {@link #any}: all negatives.
 */
final class NegativeRange implements AnchorMiner {
    private enum Range {
        SEMI_HARD,
        HARD,
        ANY
    }

    private final Range range;
    private final Negative preference;
    private final float margin;

    private NegativeRange(Range range, Negative preference, float margin) {
        this.range = range;
        this.preference = preference;
        this.margin = margin;
    }

    static AnchorMiner semiHard(Negative preference, float margin) {
        return new NegativeRange(Range.SEMI_HARD, preference, margin);
    }

    static AnchorMiner hard(Negative preference) {
        return new NegativeRange(Range.HARD, preference, 0);
    }

    static AnchorMiner any() {
        return new NegativeRange(Range.ANY, Negative.UNIFORM, 0);
    }

    @Override
    public void choose(Anchor anchor, RandomGenerator random, Choice choice) {
        Negatives negatives = anchor.negatives();
        for (int i = 0; i < anchor.positives(); i++) {
            float toPositive = anchor.toPositive(i);
            int from = range == Range.SEMI_HARD ? negatives.upTo(toPositive) : 0;
            int to = switch (range) {
                case SEMI_HARD -> negatives.below(toPositive + margin);
                case HARD -> negatives.below(toPositive);
                case ANY -> negatives.count();
            };
            if (from < to) {
                int chosen = switch (preference) {
                    case NEAREST -> from;
                    case UNIFORM -> from + random.nextInt(to - from);
                };
                choice.add(anchor.positive(i), negatives.row(chosen));
            }
        }
    }
}

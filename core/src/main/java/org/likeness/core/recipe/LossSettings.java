package org.likeness.core.recipe;

/**
 * The loss on distances of a batch.
 *
 * @param kind            kind of loss
 * @param weight          factor of the loss, in [0, 1,000,000]; with 0 it is only reported
 * @param fromStep        the first step that uses it, in [0, 100,000,000]; before that it is only reported
 * @param margin          the paper's α, in [0, 4]; the active share of all triplets is computed with it, for all kinds
 * @param form            of the kind {@code TRIPLET}: hinge or soft
 * @param reduction       the differentiated value
 * @param contrastive     further settings of that kind
 * @param nPairs          further settings of that kind
 * @param multiSimilarity further settings of that kind
 */
public record LossSettings(
        Kind kind,
        double weight,
        int fromStep,
        double margin,
        Form form,
        Reduction reduction,
        Contrastive contrastive,
        NPairs nPairs,
        MultiSimilarity multiSimilarity) {
    public LossSettings {
        Range.closed(0, 1_000_000).require("loss.weight", weight);
        Range.closed(0, 100_000_000).require("loss.fromStep", fromStep);
        Range.closed(0, 4).require("loss.margin", margin);
    }

    /** The triplet loss from the first step on, what concerns other kinds being the default recipe's. */
    public LossSettings(double margin, Form form, Reduction reduction) {
        this(
                Kind.TRIPLET,
                1,
                0,
                margin,
                form,
                reduction,
                new Contrastive(1),
                new NPairs(10),
                new MultiSimilarity(2, 50, 0.5, 0.1));
    }

    /** Whether a step, from 0 on, learns from it. */
    public boolean isActiveAt(long step) {
        return step >= start();
    }

    /** The first step that learns from it. */
    long start() {
        return weight == 0 ? Long.MAX_VALUE : fromStep;
    }

    /** The losses of a batch's distances. s(a,b) = 1 − d(a,b)/2 is the similarity, the cosine of unit vectors. */
    public enum Kind {
        /** Of the triplets that {@code mining} chooses. (FaceNet, arXiv 1503.03832, eq. 3.) */
        TRIPLET,
        /** Of each pair alone: near pairs of two people are as costly as far pairs of one. (Hadsell, Chopra, LeCun 2006.) */
        CONTRASTIVE,
        /** Of an anchor, a positive and all the anchor's negatives together. (Sohn, NIPS 2016, eq. 7.) */
        N_PAIRS,
        /** Of all pairs of an anchor that are hard beside its others. (arXiv 1904.06627, eq. 7, 8 and 10.) */
        MULTI_SIMILARITY
    }

    /** The triplet loss as a function of x = d(a,p) − d(a,n) + α. */
    public enum Form {
        /** max(x, 0). (FaceNet, eq. 3.) */
        HINGE,
        /** log(1 + eˣ). (arXiv 1703.07737, §2.) */
        SOFT
    }

    /**
     * What is differentiated; the sum is always reported. It is over terms: mined triplets, ordered pairs ({@code CONTRASTIVE}), ordered
     * anchor–positive pairs ({@code N_PAIRS}) or anchors ({@code MULTI_SIMILARITY}).
     */
    public enum Reduction {
        /** The sum over the terms by the number of those with loss &gt; 0. */
        MEAN_ACTIVE,
        /** The sum by the number of terms. */
        MEAN,
        /** The sum. */
        SUM
    }

    /**
     * Of pairs: d for one person, max(margin − d, 0) for two.
     *
     * @param margin the squared distance from which two people cost nothing, in (0, 4]
     */
    public record Contrastive(double margin) {
        public Contrastive {
            Range.openClosed(0, 4).require("loss.contrastive.margin", margin);
        }
    }

    /**
     * Of a positive among all negatives.
     *
     * @param scale factor on similarities, in (0, 1,000]: unit vectors' own, in [−1, 1], would tell little apart
     */
    public record NPairs(double scale) {
        public NPairs {
            Range.openClosed(0, 1000).require("loss.nPairs.scale", scale);
        }
    }

    /**
     * Of an anchor's pairs by their own and their relative similarity.
     *
     * @param positiveScale the paper's α, in (0, 1,000]
     * @param negativeScale the paper's β, in (0, 1,000]
     * @param threshold     the paper's λ: the similarity that divides cheap pairs from dear ones, in [−1, 1]
     * @param slack         the paper's ε: by how much less hard a pair may be than the hardest one of the other sort, in [0, 2]
     */
    public record MultiSimilarity(double positiveScale, double negativeScale, double threshold, double slack) {
        public MultiSimilarity {
            Range.openClosed(0, 1000).require("loss.multiSimilarity.positiveScale", positiveScale);
            Range.openClosed(0, 1000).require("loss.multiSimilarity.negativeScale", negativeScale);
            Range.closed(-1, 1).require("loss.multiSimilarity.threshold", threshold);
            Range.closed(0, 2).require("loss.multiSimilarity.slack", slack);
        }
    }
}

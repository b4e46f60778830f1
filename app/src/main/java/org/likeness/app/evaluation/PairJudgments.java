package org.likeness.app.evaluation;

import org.likeness.core.embedding.picture.PictureEmbeddings;
import org.likeness.core.evaluation.verification.PairThresholds;
import org.likeness.core.evaluation.verification.ScoredPairs;
import org.likeness.core.evaluation.verification.VerificationIntervals;
import org.likeness.core.evaluation.verification.VerificationResult;

/** The judgments of an encoder on the pairs. */
public final class PairJudgments {
    private final String name;
    private final PictureEmbeddings embeddings;
    private final ScoredPairs scored;
    private final PairThresholds thresholds;
    private final boolean[] right;
    private final VerificationResult result;
    private final VerificationIntervals intervals;

    /**
     * @param name       of the encoder, for people
     * @param embeddings of all pictures
     * @param scored     the pairs, in the list's order
     * @param thresholds at which each was judged
     * @param right      whether each was judged rightly
     * @param result     what came out
     * @param intervals  of it, by people
     */
    public PairJudgments(
            String name,
            PictureEmbeddings embeddings,
            ScoredPairs scored,
            PairThresholds thresholds,
            boolean[] right,
            VerificationResult result,
            VerificationIntervals intervals) {
        this.name = name;
        this.embeddings = embeddings;
        this.scored = scored;
        this.thresholds = thresholds;
        this.right = right;
        this.result = result;
        this.intervals = intervals;
    }

    public String name() {
        return name;
    }

    public PictureEmbeddings embeddings() {
        return embeddings;
    }

    public ScoredPairs scored() {
        return scored;
    }

    public PairThresholds thresholds() {
        return thresholds;
    }

    public boolean[] right() {
        return right;
    }

    public VerificationResult result() {
        return result;
    }

    public VerificationIntervals intervals() {
        return intervals;
    }
}

package org.likeness.app.evaluation;

import org.likeness.core.embedding.picture.PictureEmbeddings;
import org.likeness.core.evaluation.verification.PairThresholds;
import org.likeness.core.evaluation.verification.ScoredPairs;
import org.likeness.core.evaluation.verification.VerificationIntervals;
import org.likeness.core.evaluation.verification.VerificationResult;

/**
 * How an encoder judged the pairs.
 *
 * @param name       of the encoder, for people
 * @param embeddings of all pictures
 * @param scored     the pairs, in the list's order
 * @param thresholds at which each was judged
 * @param right      whether each was judged rightly
 * @param result     what came out
 * @param intervals  of it, by people
 */
public record Judged(
        String name,
        PictureEmbeddings embeddings,
        ScoredPairs scored,
        PairThresholds thresholds,
        boolean[] right,
        VerificationResult result,
        VerificationIntervals intervals) {}

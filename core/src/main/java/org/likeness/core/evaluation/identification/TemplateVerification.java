package org.likeness.core.evaluation.identification;

import org.likeness.core.embedding.Distance;
import org.likeness.core.embedding.picture.PictureEmbeddings;
import org.likeness.core.evaluation.verification.IdentityBootstrap;
import org.likeness.core.evaluation.verification.Roc;
import org.likeness.core.evaluation.verification.ScoredPairs;
import org.likeness.core.evaluation.verification.Verification;
import org.likeness.core.evaluation.verification.VerificationIntervals;
import org.likeness.core.evaluation.verification.VerificationResult;

/**
 * The result of comparing templates, sets of pictures of one subject, with each other.
 *
 * @param name         of the list of matches
 * @param verification its threshold is the best one in hindsight, which is no result; VAL at false-match rates is
 * @param intervals    of the rates, in their order, drawn over subjects
 */
public record TemplateVerification(String name, VerificationResult verification, VerificationIntervals intervals) {
    private static final double[] RATES = {0.1, 0.01, 0.001, 0.0001, 0.00001};

    /**
     * Compares.
     *
     * @param embeddings with all pictures of the templates
     * @param distance   the encoder's
     * @param seed       of the intervals
     */
    public static TemplateVerification of(
            Templates templates, PictureEmbeddings embeddings, Distance distance, long seed) {
        ScoredPairs scored = templates.score(embeddings, distance);
        double threshold = Roc.of(scored).bestThreshold();
        VerificationResult result = Verification.at(threshold, "the best one of these pairs", scored)
                .withPoints(Verification.points(scored, RATES));
        VerificationIntervals intervals = IdentityBootstrap.usual(seed)
                .of(scored, templates.people(), Verification.rightly(threshold, scored), result);
        return new TemplateVerification(templates.name(), result, intervals);
    }
}

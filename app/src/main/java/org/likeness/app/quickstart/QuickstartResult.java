package org.likeness.app.quickstart;

import java.nio.file.Path;
import java.util.Map;
import org.likeness.core.evaluation.identification.Identification;
import org.likeness.core.evaluation.verification.VerificationIntervals;
import org.likeness.core.evaluation.verification.VerificationResult;

/**
 * The result of a quick start.
 *
 * @param report            its page
 * @param encoder           the encoder file
 * @param gallery           the people enrolled with one picture each
 * @param verification      on pairs of unseen people
 * @param intervals         of the verification, by people
 * @param baselines         on the same pairs, by name
 * @param identification    of unseen people, half of them enrolled
 * @param trainingSeconds   time of training and its evaluations
 * @param evaluationSeconds time of everything after it
 */
public record QuickstartResult(
        Path report,
        Path encoder,
        Path gallery,
        VerificationResult verification,
        VerificationIntervals intervals,
        Map<String, VerificationResult> baselines,
        Identification.Result identification,
        double trainingSeconds,
        double evaluationSeconds) {}

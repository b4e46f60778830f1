package org.likeness.app.quickstart;

import java.nio.file.Path;
import java.util.Map;
import org.likeness.core.evaluation.identification.Identification;
import org.likeness.core.evaluation.verification.VerificationIntervals;
import org.likeness.core.evaluation.verification.VerificationResult;

/**
 * What came out of a quick start.
 *
 * @param report            the page that shows it
 * @param encoder           the encoder's file
 * @param gallery           the people enrolled with one picture each
 * @param verification      of pairs of unseen people
 * @param intervals         of the verification, by people
 * @param baselines         the same pairs judged from pixels, by name
 * @param identification    of unseen people, half of them enrolled
 * @param trainingSeconds   of steps and evaluations on held-back people
 * @param evaluationSeconds of everything after it
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

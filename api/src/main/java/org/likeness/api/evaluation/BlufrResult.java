package org.likeness.api.evaluation;

import java.util.List;
import org.likeness.api.CountedRate;
import org.likeness.api.Interval;
import org.likeness.api.evaluation.OpenSetResult.IdentificationRate;

/**
 * Verification and open-set identification in ten trials, after BLUFR.
 *
 * @param verificationRate over the trials, at a false-match rate of 0.001
 * @param detectionRate    over the trials, at rank 1 and a false-positive rate of 0.01
 * @param trials           one after the other
 */
public record BlufrResult(TrialSpread verificationRate, TrialSpread detectionRate, List<Trial> trials)
        implements EvaluationResult {
    public BlufrResult {
        trials = List.copyOf(trials);
    }

    /** Mean and standard deviation over the trials. */
    public record TrialSpread(double mean, double deviation) {}

    /**
     * A trial.
     *
     * @param peopleCount     people
     * @param faceCount       their faces
     * @param genuineCount    pairs of one person
     * @param impostorCount   pairs of two people
     * @param threshold       at a false-match rate of 0.001
     * @param falseMatches    there
     * @param trueMatches     there
     * @param enrolledCount   people in the gallery
     * @param rankOne         probes of enrolled people whose nearest person is the right one
     * @param rankOneInterval of that share
     * @param rates           at a false-positive rate of 0.01
     */
    public record Trial(
            int peopleCount,
            int faceCount,
            long genuineCount,
            long impostorCount,
            double threshold,
            CountedRate falseMatches,
            CountedRate trueMatches,
            int enrolledCount,
            CountedRate rankOne,
            Interval rankOneInterval,
            List<IdentificationRate> rates) {
        public Trial {
            rates = List.copyOf(rates);
        }
    }
}

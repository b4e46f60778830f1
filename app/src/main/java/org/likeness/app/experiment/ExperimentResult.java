package org.likeness.app.experiment;

import org.jspecify.annotations.Nullable;

/**
 * The result of a run.
 *
 * @param variant        name of the variant
 * @param seed           seed of all random draws
 * @param failure        the reason why there is no encoder, such as a collapse; empty if there is one
 * @param accuracy       share of correctly judged pairs of the test people, at the threshold of the run's validation people; 0 after a
 *                       failure
 * @param areaUnderCurve on the test people's pairs, in [0, 1]
 * @param equalErrorRate on the test people's pairs, in [0, 1]
 * @param validationAuc  area under the curve on the validation people, in [0, 1]: for choosing between variants
 * @param bestStep       the step of the encoder
 * @param steps          number of steps
 * @param minutes        of training
 * @param judged         the test data
 * @param given          inputs besides the recipe
 * @param recipe         complete recipe as YAML
 */
public record ExperimentResult(
        String variant,
        long seed,
        @Nullable String failure,
        double accuracy,
        double areaUnderCurve,
        double equalErrorRate,
        double validationAuc,
        long bestStep,
        long steps,
        double minutes,
        Judging judged,
        RunInputs given,
        String recipe) {
    /**
     * What training and judging depend on beside the recipe; results are comparable where it is the same.
     *
     * @param data       hash of all pictures, see {@link org.likeness.core.dataset.DatasetHash}
     * @param testPeople people who are kept out of all training
     * @param pairs      genuine ones that were asked for, and as many impostor pairs
     * @param validation people who select the step and give the threshold; 0 where each run has its own
     */
    public record Judging(String data, int testPeople, int pairs, int validation) {}

    /** A run without an encoder. */
    static ExperimentResult failed(
            String variant, long seed, String why, Judging judged, RunInputs given, String recipe) {
        return new ExperimentResult(variant, seed, why, 0, 0, 1, 0, 0, 0, 0, judged, given, recipe);
    }
}

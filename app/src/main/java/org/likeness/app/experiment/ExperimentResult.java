package org.likeness.app.experiment;

import org.jspecify.annotations.Nullable;

/**
 * What came of a run.
 *
 * @param variant        which recipe
 * @param seed           of all its draws
 * @param failure        why there is no encoder, such as a collapse; none if there is one
 * @param accuracy       share of the judges' pairs that are judged rightly, at the threshold of the run's own held-back people; 0 after a
 *                       failure
 * @param areaUnderCurve of the judges' pairs, in [0, 1]
 * @param equalErrorRate of the judges' pairs, in [0, 1]
 * @param validationAuc  area under the curve on the people who selected the best step, in [0, 1]: for choosing between variants
 * @param bestStep       that the encoder is of
 * @param steps          that were taken
 * @param minutes        of training
 * @param judged         by whom
 * @param given          beside the recipe
 * @param recipe         complete, as YAML
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
        Given given,
        String recipe) {
    /**
     * What training and judging depend on beside the recipe; results are comparable where it is the same.
     *
     * @param data       hash of all pictures, see {@link org.likeness.core.dataset.DatasetHash}
     * @param judges     people who are kept out of all training
     * @param pairs      genuine ones that were asked for, and as many impostor pairs
     * @param validation people who select the step and give the threshold; 0 where each run has its own
     */
    public record Judging(String data, int judges, int pairs, int validation) {}

    /** A run without an encoder. */
    static ExperimentResult failed(String variant, long seed, String why, Judging judged, Given given, String recipe) {
        return new ExperimentResult(variant, seed, why, 0, 0, 1, 0, 0, 0, 0, judged, given, recipe);
    }
}

package org.likeness.training.check;

import java.util.List;

/**
 * What there is to know of a run that could start.
 *
 * @param plan             of its batches
 * @param trainingPeople   how many are learned from
 * @param trainingPictures of these
 * @param validationSet   who select the best step and give the threshold
 * @param heldBackPictures of these that can be read
 * @param genuinePairs     of one held-back person
 * @param impostorPairs    of two
 * @param cost             of the run
 * @param warnings         of the recipe and the data, a sentence each
 */
public record TrainingCheck(
        BatchPlan plan,
        int trainingPeople,
        int trainingPictures,
        int validationSet,
        int heldBackPictures,
        long genuinePairs,
        long impostorPairs,
        Cost cost,
        List<String> warnings) {
    public TrainingCheck {
        warnings = List.copyOf(warnings);
    }
}

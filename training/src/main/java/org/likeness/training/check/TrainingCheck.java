package org.likeness.training.check;

import java.util.List;

/**
 * What can be determined before a run starts.
 *
 * @param plan             composition of its batches
 * @param trainingPeople   number of training people
 * @param trainingPictures number of their pictures
 * @param validationSet   the people who select the best step and give the threshold
 * @param heldBackPictures readable pictures of these
 * @param genuinePairs     of one validation person
 * @param impostorPairs    of two
 * @param cost             of the run
 * @param warnings         about the recipe and the data, a sentence each
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

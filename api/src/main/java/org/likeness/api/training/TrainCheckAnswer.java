package org.likeness.api.training;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.likeness.api.Answer;
import org.likeness.api.PictureFailure;

/**
 * What is known before a training run: {@code likeness train --check}.
 *
 * @param folders    the data sets
 * @param training   people to train on
 * @param validation people who select the best step and give the threshold
 * @param genuineCount  pairs of one validation person
 * @param impostorCount pairs of two
 * @param batches    composition of the batches
 * @param cost       estimated cost of the run
 * @param warnings   about recipe and data
 */
public record TrainCheckAnswer(
        List<DataFolder> folders,
        People training,
        People validation,
        long genuineCount,
        long impostorCount,
        Batches batches,
        Cost cost,
        List<String> warnings)
        implements Answer {
    public TrainCheckAnswer {
        folders = List.copyOf(folders);
        warnings = List.copyOf(warnings);
    }

    /** People and their pictures. */
    public record People(int peopleCount, int pictureCount) {}

    /**
     * A data set.
     *
     * @param data         its name
     * @param peopleCount  people
     * @param pictureCount pictures
     * @param positives    people by number of positives of an anchor in a batch, ascending
     * @param decodedCount pictures that were decoded for the check
     * @param failures     those of them that cannot be read
     */
    public record DataFolder(
            String data,
            int peopleCount,
            int pictureCount,
            List<PositivesBin> positives,
            int decodedCount,
            List<PictureFailure> failures) {
        public DataFolder {
            positives = List.copyOf(positives);
            failures = List.copyOf(failures);
        }
    }

    /** So many people give an anchor so many positives. */
    public record PositivesBin(int positiveCount, int peopleCount) {}

    /** The least, the median and the most. */
    public record Spread(double least, double median, double most) {}

    /**
     * The composition of batches.
     *
     * @param countedBatchCount        batches that were counted
     * @param picturesPerBatch         pictures of a batch, mean
     * @param peoplePerBatch          people of a batch, mean
     * @param batchesPerEpoch          batches with as many pictures as the training set
     * @param tripletsPerBatch         triplets that the strategy can choose from a batch at most, mean
     * @param strategy                 mining strategy, as in a recipe
     * @param batchShare               share of the batches that contain a person with positives
     * @param pairsPerPerson                anchor–positive pairs of such a person in a batch
     * @param usesPerPicture          uses of a picture in the run
     * @param negativeOnlyPeopleCount  people who can be negatives only
     * @param peopleWithPositivesCount people who can be anchors
     */
    public record Batches(
            int countedBatchCount,
            double picturesPerBatch,
            double peoplePerBatch,
            double batchesPerEpoch,
            double tripletsPerBatch,
            String strategy,
            Spread batchShare,
            Spread pairsPerPerson,
            Spread usesPerPicture,
            int negativeOnlyPeopleCount,
            int peopleWithPositivesCount) {}

    /**
     * The cost of a run, estimated from some steps.
     *
     * @param timedStepCount       timed steps
     * @param secondsPerStep       their median
     * @param secondsPerEvaluation of one evaluation
     * @param evaluationCount      evaluations in the run
     * @param seconds              of the whole run, or of the rest of it
     * @param peakMegabytes        peak memory; null if the system does not report it
     * @param cacheMegabytes       maximum size of the cache of pictures, in addition
     */
    public record Cost(
            int timedStepCount,
            double secondsPerStep,
            double secondsPerEvaluation,
            long evaluationCount,
            double seconds,
            @Nullable Long peakMegabytes,
            long cacheMegabytes) {}
}

package org.likeness.api.recognition;

import org.jspecify.annotations.Nullable;
import org.likeness.api.Answer;
import org.likeness.api.CalibratedRate;

/**
 * Whether two pictures show one person: {@code likeness verify}.
 *
 * @param space              id of the embedding space, 64 hexadecimal digits
 * @param first              the first face
 * @param second             the second face
 * @param distance           of the two, squared Euclidean, in [0, 4]
 * @param threshold          the largest distance that matches; −1 if nothing matches
 * @param decision           {@link FaceDecision#MATCH} or {@link FaceDecision#NON_MATCH}
 * @param calibratedRate     the rates at the threshold; null if it was not chosen by a false-match rate
 * @param calibratedOn       the data of these rates; null without them
 * @param logLikelihoodRatio of the distance, above 0 for one person; null if the encoder has none
 */
public record VerifyAnswer(
        String space,
        UsedFace first,
        UsedFace second,
        double distance,
        double threshold,
        FaceDecision decision,
        @Nullable CalibratedRate calibratedRate,
        @Nullable String calibratedOn,
        @Nullable Double logLikelihoodRatio)
        implements Answer {}

package org.likeness.api.recognition;

import org.jspecify.annotations.Nullable;
import org.likeness.api.Answer;
import org.likeness.api.CalibratedRate;
import org.likeness.api.recognition.IdentifyAnswer.EnrolledPicture;

/**
 * Whether a picture shows an enrolled person: {@code likeness people verify}.
 *
 * @param gallery            the gallery's file
 * @param space              id of the embedding space, 64 hexadecimal digits
 * @param used               the face of the picture
 * @param nearest            the nearest of the person's faces, which decides
 * @param faceCount          how many faces the person has
 * @param threshold          the largest distance that matches; −1 if nothing matches
 * @param decision           {@link FaceDecision#MATCH} or {@link FaceDecision#NON_MATCH}
 * @param calibratedRate     the rates at the threshold, of pairs of two faces; null if it was not chosen by a false-match rate
 * @param calibratedOn       the data of these rates; null without them
 * @param logLikelihoodRatio of the distance, above 0 for one person; null if the encoder has none
 */
public record VerifyPersonAnswer(
        String gallery,
        String space,
        UsedFace used,
        EnrolledPicture nearest,
        int faceCount,
        double threshold,
        FaceDecision decision,
        @Nullable CalibratedRate calibratedRate,
        @Nullable String calibratedOn,
        @Nullable Double logLikelihoodRatio)
        implements Answer {}

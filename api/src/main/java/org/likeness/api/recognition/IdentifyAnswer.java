package org.likeness.api.recognition;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.likeness.api.Answer;
import org.likeness.api.CalibratedRate;
import org.likeness.api.PictureFailure;

/**
 * Who is in some pictures: {@code likeness identify}.
 *
 * @param gallery        the gallery's file
 * @param space          id of the embedding space, 64 hexadecimal digits
 * @param pictureCount   enrolled pictures
 * @param threshold      the largest distance that identifies; −1 if nothing does
 * @param formerSpaces   spaces of former encoders that were searched, too, for people who were left behind
 * @param expectedRates  rates at the threshold; null if the encoder has no calibrated rates
 * @param calibratedRate the calibrated point of the threshold; null if it was not chosen by a false-match rate
 * @param calibratedOn   the data of that point; null without it
 * @param faces          in the order of the pictures
 * @param failures       pictures without an answer
 */
public record IdentifyAnswer(
        String gallery,
        String space,
        int pictureCount,
        double threshold,
        List<FormerSpace> formerSpaces,
        @Nullable ExpectedRates expectedRates,
        @Nullable CalibratedRate calibratedRate,
        @Nullable String calibratedOn,
        List<IdentifiedFace> faces,
        List<PictureFailure> failures)
        implements Answer {
    public IdentifyAnswer {
        formerSpaces = List.copyOf(formerSpaces);
        faces = List.copyOf(faces);
        failures = List.copyOf(failures);
    }

    /**
     * The space of a former encoder.
     *
     * @param space     id, 64 hexadecimal digits
     * @param threshold the largest distance that identifies there; −1 if nothing does
     */
    public record FormerSpace(String space, double threshold) {}

    /**
     * Rates at a threshold.
     *
     * @param falseMatchRate        of a pair of two people, FMR
     * @param falsePositiveRate     expected in searches of people who are not enrolled, FPIR
     * @param falsePositiveLower    of the FPIR, 95 % confidence
     * @param falsePositiveUpper    of the FPIR
     * @param smallestMeasuredRate  the smallest false-match rate that was measured
     * @param largestMeasuredRate   the largest
     * @param basis                 where the false-match rate comes from
     * @param calibratedPeopleCount people whom the calibration saw
     * @param isExtrapolated        whether those are less than 90 % of the enrolled pictures
     */
    public record ExpectedRates(
            double falseMatchRate,
            double falsePositiveRate,
            double falsePositiveLower,
            double falsePositiveUpper,
            double smallestMeasuredRate,
            double largestMeasuredRate,
            Basis basis,
            int calibratedPeopleCount,
            boolean isExtrapolated) {}

    /** Where a rate comes from. */
    public enum Basis {
        /** A point of the calibration. */
        @JsonProperty("measured")
        MEASURED,
        /** Between two points. */
        @JsonProperty("interpolated")
        INTERPOLATED,
        /** Beyond the points. */
        @JsonProperty("extrapolated")
        EXTRAPOLATED
    }

    /**
     * The answer for a face.
     *
     * @param used       the face
     * @param decision   {@link FaceDecision#MATCH} or {@link FaceDecision#UNKNOWN}; null if candidates were asked for
     * @param nearest    the nearest enrolled picture, whatever the decision; null if the gallery is empty, or if candidates were asked for
     * @param candidates the nearest people, nearest first, if they were asked for: none of them is identified by that
     */
    public record IdentifiedFace(
            UsedFace used,
            @Nullable FaceDecision decision,
            @Nullable EnrolledPicture nearest,
            List<EnrolledPicture> candidates) {
        public IdentifiedFace {
            candidates = List.copyOf(candidates);
        }
    }

    /**
     * An enrolled face.
     *
     * @param personId   id of the person in the gallery
     * @param person     the person's name
     * @param externalId the person's id in another system; null if there is none
     * @param faceId     id of the face in the gallery
     * @param picture    name of the picture
     * @param space      id of the embedding space in which the face was found, 64 hexadecimal digits
     * @param distance   to the face in that space, squared Euclidean, in [0, 4]
     */
    public record EnrolledPicture(
            long personId,
            String person,
            @Nullable String externalId,
            long faceId,
            String picture,
            String space,
            double distance) {}
}

package org.likeness.api.service;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.likeness.api.Answer;
import org.likeness.api.CalibratedRate;
import org.likeness.api.PictureFailure;
import org.likeness.api.recognition.FaceDecision;
import org.likeness.api.recognition.IdentifyAnswer.EnrolledPicture;
import org.likeness.api.recognition.IdentifyAnswer.ExpectedRates;
import org.likeness.api.recognition.UsedFace;

/**
 * Who is near faces, in several galleries that are searched as if they were one: {@code POST /v1/identify}, {@code POST /v1/search}.
 *
 * @param galleries      that were searched
 * @param space          id of the embedding space, 64 hexadecimal digits
 * @param pictureCount   enrolled pictures of all these galleries, for which the threshold is
 * @param threshold      the largest distance that identifies; −1 if nothing does
 * @param expectedRates  rates at the threshold; null if the encoder has no calibrated rates
 * @param calibratedRate the calibrated point of the threshold; null if it was not chosen by a false-match rate
 * @param calibratedOn   the data of that point; null without it
 * @param faces          in the order of the pictures or embeddings
 * @param failures       pictures without an answer
 */
public record GalleriesSearchAnswer(
        List<SearchedGallery> galleries,
        String space,
        int pictureCount,
        double threshold,
        @Nullable ExpectedRates expectedRates,
        @Nullable CalibratedRate calibratedRate,
        @Nullable String calibratedOn,
        List<SearchedFace> faces,
        List<PictureFailure> failures)
        implements Answer {
    public GalleriesSearchAnswer {
        galleries = List.copyOf(galleries);
        faces = List.copyOf(faces);
        failures = List.copyOf(failures);
    }

    /**
     * A gallery that was searched.
     *
     * @param gallery      its name
     * @param pictureCount enrolled pictures
     */
    public record SearchedGallery(String gallery, int pictureCount) {}

    /**
     * The answer for a face.
     *
     * @param used       the face
     * @param decision   {@link FaceDecision#MATCH} or {@link FaceDecision#UNKNOWN}; null if candidates were asked for
     * @param nearest    the nearest enrolled picture of all galleries, whatever the decision; null if they are empty, or if candidates were
     *     asked for
     * @param candidates the nearest people of all galleries, nearest first, if they were asked for: none of them is identified by that
     */
    public record SearchedFace(
            UsedFace used,
            @Nullable FaceDecision decision,
            @Nullable PersonOfGallery nearest,
            List<PersonOfGallery> candidates) {
        public SearchedFace {
            candidates = List.copyOf(candidates);
        }
    }

    /**
     * Somebody enrolled, and where.
     *
     * @param gallery         its name: ids of people and faces are of a gallery
     * @param enrolledPicture the person's nearest picture there
     */
    public record PersonOfGallery(String gallery, EnrolledPicture enrolledPicture) {}
}

package org.likeness.api.gallery;

import java.util.List;
import org.likeness.api.Answer;

/**
 * How a gallery came to another encoder: {@code likeness gallery migrate}.
 *
 * @param gallery         the gallery's file
 * @param space           id of the encoder's space, 64 hexadecimal digits
 * @param embeddedCount   faces that were embedded by this run
 * @param leftBehindCount people with faces of whom none is embedded in the space
 * @param skippedFaces         faces that remain without an embedding in the space
 */
public record MigrationAnswer(
        String gallery, String space, long embeddedCount, int leftBehindCount, List<SkippedFace> skippedFaces)
        implements Answer {
    public MigrationAnswer {
        skippedFaces = List.copyOf(skippedFaces);
    }

    /**
     * A face without a picture that can be used.
     *
     * @param faceId   id of the face in the gallery
     * @param personId whose it is
     * @param picture  name of the picture that was enrolled
     * @param reason   in a few words
     */
    public record SkippedFace(long faceId, long personId, String picture, String reason) {}
}

package org.likeness.gallery;

import java.time.Instant;
import java.util.Optional;
import org.likeness.core.acquisition.FaceQuality;

/**
 * An enrolled face. Its embedding and its crop are read by {@link Gallery#embedding} and {@link Gallery#crop}.
 *
 * @param id       in the gallery
 * @param person   whose face it is
 * @param source   the name of the picture
 * @param sha256   of the picture's file, 64 lower-case hexadecimal digits, if it was known
 * @param quality  of the face, if a detector found it
 * @param enrolled when
 * @param hasCrop  whether its picture is kept
 */
public record Face(
        FaceId id,
        PersonId person,
        String source,
        Optional<String> sha256,
        Optional<FaceQuality> quality,
        Instant enrolled,
        boolean hasCrop) {}

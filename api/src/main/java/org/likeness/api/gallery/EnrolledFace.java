package org.likeness.api.gallery;

import org.jspecify.annotations.Nullable;

/**
 * An enrolled face.
 *
 * @param faceId   id in the gallery
 * @param picture  the name of the picture
 * @param sha256   of the picture's file, 64 hexadecimal digits; null if it was not known
 * @param enrolled when, in ISO 8601
 * @param hasCrop  whether the aligned face is kept
 */
public record EnrolledFace(
        long faceId, String picture, @Nullable String sha256, String enrolled, boolean hasCrop) {}

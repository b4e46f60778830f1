package org.likeness.api.recognition;

import org.jspecify.annotations.Nullable;

/**
 * A picture, and the face of it that was used.
 *
 * @param picture   its name
 * @param faceCount faces that were found in it; null if it was used as an aligned face
 * @param face      the one that was used; null if the picture was used as an aligned face
 */
public record UsedFace(
        String picture,
        @Nullable Integer faceCount,
        @Nullable Face face) {}

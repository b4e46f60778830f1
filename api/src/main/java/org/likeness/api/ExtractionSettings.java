package org.likeness.api;

import org.jspecify.annotations.Nullable;

/**
 * How embeddings were obtained from pictures.
 *
 * @param detector       file name of the detector; null if pictures were used as aligned faces
 * @param detectorSha256 hash of that file, 64 hexadecimal digits; null without a detector
 * @param template       landmark template if it is not the encoder's own, else null
 * @param mirror         whether embeddings are averaged with those of the mirror image
 */
public record ExtractionSettings(
        @Nullable String detector,
        @Nullable String detectorSha256,
        @Nullable String template,
        boolean mirror) {}

package org.likeness.api.service;

import org.jspecify.annotations.Nullable;
import org.likeness.api.Answer;
import org.likeness.api.CalibratedThresholds;
import org.likeness.api.ExtractionSettings;

/**
 * The networks of the service: {@code GET /v1/models}.
 *
 * @param servedEncoder makes embeddings of faces
 * @param extraction how faces are obtained
 */
public record ServedModelsAnswer(
        ServedEncoder servedEncoder, @Nullable ExtractionSettings extraction) implements Answer {
    /**
     * The encoder.
     *
     * @param space       id of the embedding space, 64 hexadecimal digits
     * @param inputWidth  pixels of a face as the encoder takes it
     * @param inputHeight rows of it
     * @param calibration calibrated thresholds; null if it has none
     */
    public record ServedEncoder(
            String space,
            int inputWidth,
            int inputHeight,
            @Nullable CalibratedThresholds calibration) {}
}

package org.likeness.core.embedding;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.likeness.core.image.Border;
import org.likeness.core.image.FaceCrop;

/**
 * The contract of an embedding space: what an encoder takes, what it gives, where it comes from. It travels in the
 * model file's metadata.
 *
 * @param inputWidth    pixels a row of the network's input, in [8, 1024]
 * @param inputHeight   rows of the network's input, in [8, 1024]
 * @param colorOrder   the order of the three input channels
 * @param normalization how 8-bit pixels become the input
 * @param crop          which part of a picture is the face
 * @param border        what lies beyond a picture when a face is aligned; the encoder's own, or that of the pictures it was
 *                      trained on
 * @param embeddingSize D, in [1, 65,536]
 * @param distance      how two embeddings are compared
 * @param normalized    whether embeddings have length 1
 * @param license       as stated by whoever published the parameters; empty if not stated
 * @param origin        who made the parameters, and from what; empty if not stated
 * @param provenance    how it was trained: data hash, recipe, seed, versions; by key, possibly empty
 * @param calibration   thresholds and the data they came from, where they were measured
 */
public record EncoderSpec(
        int inputWidth,
        int inputHeight,
        ColorOrder colorOrder,
        Normalization normalization,
        FaceCrop crop,
        Border border,
        int embeddingSize,
        Distance distance,
        boolean normalized,
        String license,
        String origin,
        Map<String, String> provenance,
        Optional<Calibration> calibration) {
    public EncoderSpec {
        if (inputWidth < 8 || inputWidth > 1024 || inputHeight < 8 || inputHeight > 1024) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "encoder input of %d×%d pixels: both must lie in [8, 1024]", inputWidth, inputHeight));
        }
        if (embeddingSize < 1 || embeddingSize > 65_536) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "embedding of %d numbers: the size must lie in [1, 65536]", embeddingSize));
        }
        provenance = Map.copyOf(provenance);
    }

    /** The same space with other thresholds. */
    public EncoderSpec withCalibration(Calibration measured) {
        return new EncoderSpec(
                inputWidth,
                inputHeight,
                colorOrder,
                normalization,
                crop,
                border,
                embeddingSize,
                distance,
                normalized,
                license,
                origin,
                provenance,
                Optional.of(measured));
    }

    /** The same space with another account of its training. */
    public EncoderSpec withProvenance(Map<String, String> account) {
        return new EncoderSpec(
                inputWidth,
                inputHeight,
                colorOrder,
                normalization,
                crop,
                border,
                embeddingSize,
                distance,
                normalized,
                license,
                origin,
                account,
                calibration);
    }
}

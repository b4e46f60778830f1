package org.likeness.model.importing;

import java.util.Optional;
import org.likeness.core.embedding.ColorOrder;
import org.likeness.core.embedding.Normalization;
import org.likeness.core.image.Border;
import org.likeness.core.image.FaceCrop;

/**
 * The properties of an encoder that an ONNX file of another program does not contain.
 *
 * @param colorOrder   order of the input channels
 * @param normalization conversion of pixel values to the input
 * @param crop          the part of a picture that is the face
 * @param border        fill of pixels outside a picture in alignment
 * @param inputSize     width and height in pixels; required only if the file does not define its input size
 * @param embeddingSize D; required only if the file does not define its output shape
 * @param output        name of the embedding, possibly an inner value; required only if the graph has several outputs
 * @param license       as stated by the publisher of the parameters; empty if not stated
 * @param origin        author of the parameters, and their source; empty if not stated
 */
public record ImportSettings(
        ColorOrder colorOrder,
        Normalization normalization,
        FaceCrop crop,
        Border border,
        Optional<Integer> inputSize,
        Optional<Integer> embeddingSize,
        Optional<String> output,
        String license,
        String origin) {}

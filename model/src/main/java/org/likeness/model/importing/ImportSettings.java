package org.likeness.model.importing;

import java.util.Optional;
import org.likeness.core.embedding.ColorOrder;
import org.likeness.core.embedding.Normalization;
import org.likeness.core.image.Border;
import org.likeness.core.image.FaceCrop;

/**
 * What an ONNX file of another program does not say about itself.
 *
 * @param colorOrder   the order of the input's channels
 * @param normalization how levels become the input
 * @param crop          which part of a picture is the face
 * @param border        what lies beyond a picture when a face is aligned
 * @param inputSize     pixels a side; needed only where the file leaves its input's size open
 * @param embeddingSize D; needed only where the file does not state its output's shape
 * @param output        the value that is the embedding, possibly an inner one; needed only where the graph has several outputs
 * @param license       as stated by whoever published the parameters; empty if not stated
 * @param origin        who made the parameters, and from what; empty if not stated
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

package org.likeness.core.embedding;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.likeness.core.image.Border;
import org.likeness.core.image.CropFraction;
import org.likeness.core.image.FaceAlignment;
import org.likeness.core.image.FaceCrop;
import org.likeness.core.image.FivePointTemplate;

/**
 * The specification of an encoder: its input, its output and its origin. It is stored in the metadata of the model file.
 *
 * @param inputWidth    width of the network's input in pixels, in [8, 1024]
 * @param inputHeight   height of the network's input in pixels, in [8, 1024]
 * @param colorOrder   the order of the three input channels
 * @param normalization conversion of 8-bit pixels to the input
 * @param crop          the part of a picture that is the face
 * @param border        fill of pixels outside a picture in alignment; that of the encoder's training pictures
 * @param embeddingSize D, in [1, 65,536]
 * @param distance      the distance measure of two embeddings
 * @param normalized    whether embeddings have length 1
 * @param license       as stated by the publisher of the parameters; empty if not stated
 * @param origin        author of the parameters, and their source; empty if not stated
 * @param provenance    how it was trained: data hash, recipe, seed, versions; by key, possibly empty
 * @param calibration   thresholds and the data they were measured on, if there are any
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
    /** The provenance entry of {@link #compatibleWith()}. */
    public static final String COMPATIBLE_WITH = "compatibleWith";

    private static final int LARGEST_ALIGNED = 2048; // pixels a side

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
        if (provenance.containsKey(COMPATIBLE_WITH)) {
            new EncoderId(provenance.get(COMPATIBLE_WITH)); // is one
        }
    }

    /**
     * The other space that this encoder was trained to be compatible with: its embeddings may be compared with those of that space, at
     * thresholds measured for such comparisons. Nothing for most encoders.
     */
    public Optional<EncoderId> compatibleWith() {
        return Optional.ofNullable(provenance.get(COMPATIBLE_WITH)).map(EncoderId::new);
    }

    /** How faces are aligned for the encoder; empty if it has no template of landmarks. */
    public Optional<FaceAlignment> alignment() {
        return crop instanceof FivePointTemplate template
                ? Optional.of(new FaceAlignment(template, inputWidth, inputHeight, border))
                : Optional.empty();
    }

    /**
     * How faces are aligned for an encoder without a template that was trained on pictures with the template of most published encoders: so
     * large that the part which the encoder cuts out need not be enlarged.
     *
     * @throws IllegalStateException if it has a template of its own
     */
    public FaceAlignment arcFaceAlignment() {
        if (!(crop instanceof CropFraction part)) {
            throw new IllegalStateException("the encoder has a template of its own: its alignment is expected");
        }
        double size = Math.max(inputWidth / part.width(), inputHeight / part.height());
        return FaceAlignment.arcFace((int) Math.min(LARGEST_ALIGNED, Math.ceil(size)), border);
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

    /**
     * The same input and output for a network with new weights: without the license, training and thresholds of the old ones.
     *
     * @param author as {@link #origin()}
     */
    public EncoderSpec ofNewWeights(String author) {
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
                "",
                author,
                Map.of(),
                Optional.empty());
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

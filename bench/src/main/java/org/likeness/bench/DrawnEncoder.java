package org.likeness.bench;

import java.util.Map;
import java.util.Optional;
import org.likeness.core.embedding.ColorOrder;
import org.likeness.core.embedding.Distance;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.embedding.Normalization;
import org.likeness.core.image.Border;
import org.likeness.core.image.CropFraction;

/** An encoder that has learned nothing. */
final class DrawnEncoder {
    private DrawnEncoder() {}

    /**
     * What it takes and gives.
     *
     * @param size          pixels of width and height
     * @param embeddingSize D
     * @param crop          the face in each picture
     */
    static EncoderSpec spec(int size, int embeddingSize, CropFraction crop) {
        return new EncoderSpec(
                size,
                size,
                ColorOrder.RGB,
                Normalization.MOBILE_FACE_NET,
                crop,
                Border.BLACK,
                embeddingSize,
                Distance.SQUARED_EUCLIDEAN,
                true,
                "",
                "random weights",
                Map.of(),
                Optional.empty());
    }
}

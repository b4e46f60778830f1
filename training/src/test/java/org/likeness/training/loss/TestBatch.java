package org.likeness.training.loss;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.likeness.core.embedding.ColorOrder;
import org.likeness.core.embedding.Distance;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.embedding.Normalization;
import org.likeness.core.image.Border;
import org.likeness.core.image.CropFraction;
import org.likeness.core.image.FaceImage;
import org.likeness.training.loader.LoadedBatch;

/** Batches for losses, which do not look at the pictures. */
final class TestBatch {
    static final int EMBEDDING_SIZE = 4;

    private static final EncoderSpec SPEC = new EncoderSpec(
            8,
            8,
            ColorOrder.RGB,
            Normalization.MOBILE_FACE_NET,
            CropFraction.WHOLE,
            Border.BLACK,
            EMBEDDING_SIZE,
            Distance.SQUARED_EUCLIDEAN,
            true,
            "",
            "",
            Map.of(),
            Optional.empty());

    private TestBatch() {}

    static LoadedBatch of(long step, int[] labels, int[] pictures) {
        List<FaceImage> faces = new ArrayList<>();
        for (int i = 0; i < labels.length; i++) {
            faces.add(new FaceImage(1, 1, new byte[3]));
        }
        return new LoadedBatch(step, faces, labels, pictures, SPEC);
    }
}

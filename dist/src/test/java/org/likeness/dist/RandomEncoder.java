package org.likeness.dist;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.likeness.core.embedding.ColorOrder;
import org.likeness.core.embedding.Distance;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.embedding.Normalization;
import org.likeness.core.image.Border;
import org.likeness.core.image.CropFraction;
import org.likeness.core.recipe.NetworkSettings;
import org.likeness.model.EncoderModel;
import org.likeness.model.architecture.Architecture;
import org.likeness.model.architecture.NewNetwork;

/** An encoder of 32×32 pixels with random weights. */
final class RandomEncoder {
    private RandomEncoder() {}

    static Path write(Path file) {
        NetworkSettings settings = new NetworkSettings(Architecture.SMALL_RESIDUAL.key(), 32, 16, 0, true, true);
        NewNetwork network = Architecture.SMALL_RESIDUAL.build(settings, new SplittableRandom(1));
        EncoderSpec spec = new EncoderSpec(
                32,
                32,
                ColorOrder.RGB,
                Normalization.MOBILE_FACE_NET,
                CropFraction.WHOLE,
                Border.BLACK,
                16,
                Distance.SQUARED_EUCLIDEAN,
                true,
                "",
                "made for a test",
                Map.of(),
                Optional.empty());
        EncoderModel.of(network.graph(), spec, network.trainable()).write(file);
        return file;
    }
}

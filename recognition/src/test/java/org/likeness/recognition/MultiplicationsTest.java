package org.likeness.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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

class MultiplicationsTest {
    @ParameterizedTest
    @EnumSource
    void aFileHasThoseThatTheBuilderOfTheNetworkCounted(Architecture architecture) {
        int size = architecture == Architecture.INCEPTION_RESNET_V1 ? 80 : 48;
        NetworkSettings settings = new NetworkSettings(architecture.key(), size, 24, 0, true, true);
        NewNetwork network = architecture.build(settings, new SplittableRandom(1));
        EncoderSpec spec = new EncoderSpec(
                size,
                size,
                ColorOrder.RGB,
                Normalization.MOBILE_FACE_NET,
                CropFraction.WHOLE,
                Border.BLACK,
                24,
                Distance.SQUARED_EUCLIDEAN,
                true,
                "",
                "",
                Map.of(),
                Optional.empty());
        assertThat(Multiplications.of(EncoderModel.of(network.graph(), spec, network.trainable())))
                .isEqualTo(network.multiplications());
    }
}

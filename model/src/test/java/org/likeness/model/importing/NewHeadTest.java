package org.likeness.model.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.likeness.core.LikenessException;
import org.likeness.core.embedding.ColorOrder;
import org.likeness.core.embedding.Normalization;
import org.likeness.core.image.Border;
import org.likeness.core.image.CropFraction;
import org.likeness.model.EncoderModel;
import org.likeness.model.graph.TensorData;

final class NewHeadTest {
    private static final EncoderModel ENCODER = EncoderImport.read(
                    "net.onnx",
                    ForeignGraph.linear().bytes(),
                    new ImportSettings(
                            ColorOrder.RGB,
                            new Normalization(127.5, 128),
                            CropFraction.WHOLE,
                            Border.BLACK,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            "MIT",
                            "somebody"))
            .encoder();

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8})
    void rowsOfTheNewLayerAreOrthonormal(int size) {
        EncoderModel encoder = NewHead.of(ENCODER, size, new SplittableRandom(7));
        TensorData.Floats weights = (TensorData.Floats) encoder.graph().initializer("head.weight");
        assertThat(weights.shape()).containsExactly(size, 8);
        for (int a = 0; a < size; a++) {
            for (int b = 0; b < size; b++) {
                double dot = 0;
                for (int i = 0; i < 8; i++) {
                    dot += (double) weights.values()[a * 8 + i] * weights.values()[b * 8 + i];
                }
                assertThat(dot).isCloseTo(a == b ? 1 : 0, within(1e-6));
            }
        }
    }

    @Test
    void theNewLayerLearnsAndMakesAnotherSpace() {
        EncoderModel encoder = NewHead.of(ENCODER, 4, new SplittableRandom(7));
        assertThat(encoder.trainable()).containsAll(ENCODER.trainable()).contains("head.weight");
        assertThat(encoder.spec().embeddingSize()).isEqualTo(4);
        assertThat(encoder.space()).isNotEqualTo(ENCODER.space());
        assertThat(encoder.graph().outputs().get(0).name()).isEqualTo("embedding");
        EncoderModel again = NewHead.of(encoder, 2, new SplittableRandom(7));
        assertThat(again.trainable()).doesNotHaveDuplicates();
        assertThat(again.spec().embeddingSize()).isEqualTo(2);
    }

    @Test
    void moreNumbersThanThereAreCannotBeMade() {
        assertThatThrownBy(() -> NewHead.of(ENCODER, 9, new SplittableRandom(7)))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("a new head of size 9 exceeds the encoder's embedding size of 8");
    }
}

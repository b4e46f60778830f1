package org.likeness.core.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.likeness.core.image.Border;
import org.likeness.core.image.CropFraction;
import org.likeness.core.image.Drawings;
import org.likeness.core.image.FaceCrop;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.FivePointTemplate;
import org.likeness.core.image.Resampler;

class FaceInputTest {
    private static final CropFraction MIDDLE = new CropFraction(0.5, 0.5, 0.5, 0.5);

    @Test
    void planesAreCutOrderedAndNormalized() {
        EncoderSpec spec = spec(ColorOrder.BGR, MIDDLE);
        FaceImage picture = Drawings.noise(50, 60, new SplittableRandom(4));
        FaceImage cut = Resampler.crop(picture, MIDDLE, 8, 10);
        var target = new float[FaceInput.size(spec) + 5];
        FaceInput.write(picture, spec, target, 5);
        assertThat(FaceInput.size(spec)).isEqualTo(240);
        for (int channel = 0; channel < 3; channel++) {
            for (int y = 0; y < 10; y++) {
                for (int x = 0; x < 8; x++) {
                    float plain = (float) ((cut.at(x, y, 2 - channel) - 127.5) / 128);
                    assertThat(target[5 + (channel * 10 + y) * 8 + x]).isEqualTo(plain, within(0f));
                }
            }
        }
        assertThat(target).startsWith(0, 0, 0, 0, 0);
    }

    @Test
    void redComesFirstWhereTheSpecificationSaysSo() {
        var target = new float[240];
        var rgb = new byte[8 * 10 * 3];
        rgb[0] = (byte) 255;
        FaceInput.normalize(new FaceImage(8, 10, rgb), spec(ColorOrder.RGB, MIDDLE), target, 0);
        assertThat(target[0]).isEqualTo(127.5f / 128);
        assertThat(target[80]).isEqualTo(-127.5f / 128);
    }

    @Test
    void eachChannelOfTheInputHasAMeanOfItsOwn() {
        EncoderSpec spec = spec(ColorOrder.BGR, MIDDLE, new Normalization(List.of(1.0, 2.0, 3.0), 4));
        var target = new float[240];
        FaceInput.normalize(new FaceImage(8, 10, new byte[240]), spec, target, 0);
        assertThat(target[0]).isEqualTo(-0.25f);
        assertThat(target[80]).isEqualTo(-0.5f);
        assertThat(target[160]).isEqualTo(-0.75f);
    }

    @Test
    void equalMeansAreOne() {
        Normalization three = new Normalization(List.of(127.5, 127.5, 127.5), 128);
        assertThat(three).isEqualTo(Normalization.MOBILE_FACE_NET).hasToString("(pixel - 127.5) / 128.0");
        assertThat(three.isUniform()).isTrue();
        Normalization different = new Normalization(List.of(1.0, 2.0, 3.0), 4);
        assertThat(different.isUniform()).isFalse();
        assertThat(different).hasToString("(pixel - [1.0,2.0,3.0]) / 4.0");
    }

    @Test
    void normalizationsThatAreNoneAreRefused() {
        assertThatThrownBy(() -> new Normalization(List.of(1.0, 2.0), 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("normalization with 2 means: one for each of the three channels is expected");
        for (double divisor : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> new Normalization(127.5, divisor)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void pictureForATemplateIsUsedWhole() {
        var template = new FivePointTemplate(new double[] {2, 3, 6, 3, 4, 5, 3, 8, 5, 8});
        FaceImage picture = Drawings.noise(16, 20, new SplittableRandom(6));
        assertThat(FaceInput.crop(picture, spec(ColorOrder.RGB, template)))
                .isEqualTo(Resampler.crop(picture, CropFraction.WHOLE, 8, 10));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        EncoderSpec spec = spec(ColorOrder.RGB, MIDDLE);
        FaceImage picture = Drawings.noise(8, 10, new SplittableRandom(6));
        assertThatThrownBy(() -> FaceInput.write(picture, spec, new float[240], 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("240 numbers from 1 on do not fit into an array of 240");
        FaceImage other = Drawings.noise(9, 10, new SplittableRandom(6));
        assertThatThrownBy(() -> FaceInput.normalize(other, spec, new float[240], 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("picture of 9×10 pixels: the encoder takes 8×10");
    }

    private static EncoderSpec spec(ColorOrder order, FaceCrop crop) {
        return spec(order, crop, Normalization.MOBILE_FACE_NET);
    }

    private static EncoderSpec spec(ColorOrder order, FaceCrop crop, Normalization normalization) {
        return new EncoderSpec(
                8,
                10,
                order,
                normalization,
                crop,
                Border.BLACK,
                16,
                Distance.SQUARED_EUCLIDEAN,
                true,
                "",
                "",
                Map.of(),
                Optional.empty());
    }
}

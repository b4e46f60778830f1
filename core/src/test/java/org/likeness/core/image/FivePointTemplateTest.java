package org.likeness.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FivePointTemplateTest {
    @Test
    void aFaceAlignedToAScaledTemplateIsTheSamePictureResized() {
        FaceImage picture = Drawings.smooth(300, 300, new SplittableRandom(1));
        Landmarks landmarks =
                Landmarks.of(FivePointTemplate.ARCFACE_112.points()).moved(new SimilarityTransform(2, 0.3, 30, 20));
        FaceImage small = Aligner.align(picture, landmarks, FivePointTemplate.ARCFACE_112, 112, 112, Border.EDGE);
        FaceImage large = Aligner.align(picture, landmarks, FivePointTemplate.arcFace(224), 224, 224, Border.EDGE);
        FaceImage shrunk = Resampler.crop(large, CropFraction.WHOLE, 112, 112);
        double difference = 0;
        for (int i = 0; i < small.rgb().length; i++) {
            difference += Math.abs((small.rgb()[i] & 0xff) - (shrunk.rgb()[i] & 0xff));
        }
        assertThat(difference / small.rgb().length).isLessThan(2);
    }

    @Test
    void scalingKeepsTheEdges() {
        double[] points = FivePointTemplate.ARCFACE_112.scaled(2).points();
        assertThat(points[0]).isCloseTo((38.2946 + 0.5) * 2 - 0.5, within(1e-9));
        assertThat(FivePointTemplate.arcFace(112)).isEqualTo(FivePointTemplate.ARCFACE_112);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FivePointTemplate.ARCFACE_112.scaled(0))
                .withMessageContaining("0.0");
    }
}

package org.likeness.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FaceAlignmentTest {
    private static final FaceAlignment ARCFACE = FaceAlignment.arcFace(112, Border.BLACK);

    /** Smooth, so that interpolating twice changes little. */
    private static FaceImage photograph(int side) {
        byte[] rgb = new byte[side * side * 3];
        for (int i = 0; i < rgb.length; i++) {
            int x = i / 3 % side;
            int y = i / 3 / side;
            rgb[i] = (byte) (128 + 60 * StrictMath.sin(x / 9.0 + i % 3) + 60 * StrictMath.cos(y / 7.0));
        }
        return new FaceImage(side, side, rgb);
    }

    private static double meanDifference(FaceImage one, FaceImage other, int margin) {
        double sum = 0;
        int count = 0;
        for (int y = margin; y < one.height() - margin; y++) {
            for (int x = margin; x < one.width() - margin; x++) {
                for (int channel = 0; channel < 3; channel++) {
                    sum += Math.abs(one.at(x, y, channel) - other.at(x, y, channel));
                    count++;
                }
            }
        }
        return sum / count;
    }

    @Test
    void aFaceThatIsAlignedAgainIsTheFaceAlignedFromItsPicture() {
        FaceImage photograph = photograph(300);
        Landmarks landmarks = new Landmarks(
                new Landmarks.Point(120, 130),
                new Landmarks.Point(185, 133),
                new Landmarks.Point(150, 170),
                new Landmarks.Point(125, 205),
                new Landmarks.Point(178, 208));
        FaceAlignment narrower =
                new FaceAlignment(FivePointTemplate.arcFace(150).scaled(0.9), 135, 135, Border.BLACK);
        FaceImage again = narrower.realign(ARCFACE.align(photograph, landmarks), ARCFACE);
        assertThat(again.width()).isEqualTo(135);
        assertThat(meanDifference(again, narrower.align(photograph, landmarks), 3))
                .isLessThan(3);
    }

    @Test
    void theSameAlignmentChangesNoPixel() {
        FaceImage aligned = photograph(112);
        assertThat(ARCFACE.realign(aligned, ARCFACE)).isSameAs(aligned);
        FaceAlignment larger = FaceAlignment.arcFace(224, Border.BLACK);
        FaceImage resized = larger.realign(aligned, ARCFACE);
        assertThat(resized.width()).isEqualTo(224);
        assertThat(ARCFACE.realign(photograph(224), ARCFACE).width())
                .as("a kept face of another size has the template stretched to it")
                .isEqualTo(112);
    }

    @Test
    void anAlignmentIsWrittenAsText() {
        FaceAlignment alignment = new FaceAlignment(FivePointTemplate.arcFace(96), 96, 112, Border.EDGE);
        assertThat(FaceAlignment.parse(alignment.text())).isEqualTo(alignment);
        assertThat(ARCFACE.text())
                .isEqualTo(
                        "112 112 black 38.2946 51.6963 73.5318 51.5014 56.0252 71.7366 41.5493 92.3655 70.7299 92.2041");
        for (String wrong : new String[] {"", "112 112 black 1 2", "112 112 red 1 2 3 4 5 6 7 8 9 10"}) {
            assertThatThrownBy(() -> FaceAlignment.parse(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("ten numbers are expected");
        }
    }

    @Test
    void facesOfNoSizeAreRefused() {
        assertThatThrownBy(() -> new FaceAlignment(FivePointTemplate.ARCFACE_112, 2, 112, Border.BLACK))
                .hasMessageContaining("aligned faces of 2×112 pixels");
    }
}

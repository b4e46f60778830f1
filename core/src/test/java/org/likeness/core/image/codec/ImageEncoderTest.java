package org.likeness.core.image.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.likeness.core.image.Drawings;
import org.likeness.core.image.FaceImage;

class ImageEncoderTest {
    @Test
    void pngGivesBackEveryPixel() {
        FaceImage picture = Drawings.noise(37, 21, new SplittableRandom(1));
        byte[] file = ImageEncoder.encode(picture, ImageEncoder.Format.PNG);
        assertThat(ImageDecoder.decode("noise.png", file)).isEqualTo(picture);
    }

    @Test
    void jpgGivesBackNearlyEveryPixel() {
        FaceImage picture = Drawings.smooth(37, 21, new SplittableRandom(1));
        byte[] file = ImageEncoder.encode(picture, ImageEncoder.Format.JPG);
        FaceImage decoded = ImageDecoder.decode("smooth.jpg", file);
        assertThat(decoded.width()).isEqualTo(37);
        double difference = 0;
        for (int i = 0; i < picture.rgb().length; i++) {
            difference += Math.abs((picture.rgb()[i] & 0xff) - (decoded.rgb()[i] & 0xff));
        }
        assertThat(difference / picture.rgb().length).isLessThan(4);
    }
}

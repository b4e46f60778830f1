package org.likeness.core.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.likeness.core.image.codec.ImageDecoder;

class PictureHashTest {
    @Test
    void copyStoredAgainOrResizedOrFadedIsFound() {
        for (long seed = 0; seed < 20; seed++) {
            FaceImage original = Drawings.smooth(120, 100, new SplittableRandom(seed));
            PictureHash hash = PictureHash.of(original);
            FaceImage again = ImageDecoder.decode("again", Drawings.encode(original, "jpg"));
            assertThat(hash.isCopyOf(PictureHash.of(again), true))
                    .as("stored again, seed %d", seed)
                    .isTrue();
            FaceImage half = Resampler.crop(original, CropFraction.WHOLE, 60, 50);
            assertThat(hash.isCopyOf(PictureHash.of(half), true))
                    .as("halved, seed %d", seed)
                    .isTrue();
            assertThat(hash.isCopyOf(PictureHash.of(fainter(original)), true))
                    .as("fainter, seed %d", seed)
                    .isTrue();
        }
    }

    @Test
    void differentPicturesAreNotCopies() {
        for (long seed = 0; seed < 50; seed++) {
            PictureHash one = PictureHash.of(Drawings.smooth(64, 64, new SplittableRandom(seed)));
            PictureHash other = PictureHash.of(Drawings.smooth(64, 64, new SplittableRandom(seed + 1_000)));
            assertThat(one.isCopyOf(other, false)).as("seed %d", seed).isFalse();
        }
    }

    @Test
    void plainAreasAreLikeEachOtherAndLikeNothingElse() {
        PictureHash plain = PictureHash.of(new FaceImage(20, 20, new byte[1200]));
        PictureHash larger = PictureHash.of(new FaceImage(50, 40, new byte[6000]));
        PictureHash drawn = PictureHash.of(Drawings.smooth(64, 64, new SplittableRandom(7)));
        assertThat(plain.isCopyOf(larger, true)).isTrue();
        assertThat(plain.correlation(drawn)).isZero();
    }

    private static FaceImage fainter(FaceImage picture) {
        var rgb = new byte[picture.rgb().length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) Math.round((picture.rgb()[i] & 0xff) * 0.7 + 60);
        }
        return new FaceImage(picture.width(), picture.height(), rgb);
    }
}

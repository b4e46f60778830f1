package org.likeness.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.LikenessException;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.codec.ImageDecoder;

class PictureSheetTest {
    private static final FaceImage GREEN_WIDE = filled(40, 20, 0, 200, 0);

    @Test
    void picturesKeepTheirProportions() {
        FaceImage sheet =
                decoded(new PictureSheet(2, 32).add(GREEN_WIDE, "wide").add(GREEN_WIDE, "wide too"));
        int green = 0;
        for (int y = 0; y < sheet.height(); y++) {
            for (int x = 0; x < sheet.width(); x++) {
                boolean isGreen = sheet.at(x, y, 0) == 0 && sheet.at(x, y, 1) == 200;
                green += isGreen ? 1 : 0;
            }
        }
        assertThat(green).isEqualTo(2 * 32 * 16);
    }

    @Test
    void sheetGrowsByTitleHeadingAndRows() {
        int bare = decoded(new PictureSheet(3, 32).add(GREEN_WIDE, "")).height();
        int titled = decoded(new PictureSheet(3, 32).title("People").add(GREEN_WIDE, ""))
                .height();
        int twoRows = decoded(new PictureSheet(3, 32)
                        .add(GREEN_WIDE, "")
                        .heading("More")
                        .add(GREEN_WIDE, ""))
                .height();
        assertThat(titled).isGreaterThan(bare);
        assertThat(twoRows).isGreaterThan(bare + 32);
    }

    @Test
    void sheetReplacesAFileAndLeavesNothingElse(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("sheet.png"), "old");
        new PictureSheet(1, 32).add(GREEN_WIDE, "one").write(file);
        assertThat(ImageDecoder.decode(file).width()).isEqualTo(44);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void placeThatCannotBeWrittenIsNamed(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> new PictureSheet(1, 32).write(file.resolve("sheet.png")))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("sheet.png cannot be written");
    }

    private static FaceImage decoded(PictureSheet sheet) {
        return ImageDecoder.decode("sheet", sheet.png());
    }

    private static FaceImage filled(int width, int height, int red, int green, int blue) {
        var rgb = new byte[width * height * 3];
        for (int i = 0; i < rgb.length; i += 3) {
            rgb[i] = (byte) red;
            rgb[i + 1] = (byte) green;
            rgb[i + 2] = (byte) blue;
        }
        return new FaceImage(width, height, rgb);
    }
}

package org.likeness.core.image.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.likeness.core.image.Drawings;
import org.likeness.core.image.FaceImage;

class ImageDecoderTest {
    @ParameterizedTest
    @CsvSource({
        "baseline.jpg, 3",
        "progressive.jpg, 3",
        "rgb.jpg, 3",
        "cmyk.jpg, 12",
        "lossy.webp, 12",
        "lossless.webp, 0",
        "orientation-1.jpg, 3",
        "orientation-2.jpg, 3",
        "orientation-3.jpg, 3",
        "orientation-4.jpg, 3",
        "orientation-5.jpg, 3",
        "orientation-6.jpg, 3",
        "orientation-7.jpg, 3",
        "orientation-8.jpg, 3",
        "orientation-6.png, 0",
        "orientation-6.webp, 0"
    })
    void fixtureShowsItsQuadrantsUpright(String name, int tolerance) {
        FaceImage picture = ImageDecoder.decode(name, Drawings.fixture(name));
        assertThat(picture.width()).isEqualTo(24);
        assertThat(picture.height()).isEqualTo(16);
        for (int quadrant = 0; quadrant < 4; quadrant++) {
            int x = 6 + quadrant % 2 * 12;
            int y = 4 + quadrant / 2 * 8;
            for (int channel = 0; channel < 3; channel++) {
                int drawn = Drawings.QUADRANTS[quadrant] >> (16 - 8 * channel) & 0xff;
                assertThat(picture.at(x, y, channel))
                        .as("quadrant %d channel %d", quadrant, channel)
                        .isCloseTo(drawn, within(tolerance));
            }
        }
    }

    @Test
    void grayJpegKeepsItsLevels() {
        FaceImage picture = ImageDecoder.decode("gray.jpg", Drawings.fixture("gray.jpg"));
        // 0xe0 is the one quadrant that is gray already.
        assertThat(picture.at(18, 12, 0)).isCloseTo(0xe0, within(2));
        assertThat(picture.at(18, 12, 2)).isEqualTo(picture.at(18, 12, 0));
    }

    /** 72 million pixels, turned by 90°: of a JPEG, every other column and row; of a format that is decoded as a whole, nothing. */
    @Test
    void aJpegWithTooManyPixelsIsDecodedWithFewer() {
        var large = new BufferedImage(9000, 8000, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D pen = large.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(6000, 1000, 600, 400);
        pen.dispose();
        byte[] file = Drawings.encode(large, "jpg");
        FaceImage picture = ImageDecoder.decode("large", file);
        assertThat(List.of(picture.width(), picture.height(), picture.reduction()))
                .containsExactly(4500, 4000, 2);
        assertThat(List.of(picture.at(2998, 600, 0), picture.at(3002, 600, 0), picture.at(3298, 600, 0)))
                .containsExactly(0, 255, 255);
        assertThat(List.of(picture.at(3302, 600, 0), picture.at(3150, 498, 0), picture.at(3150, 698, 0)))
                .containsExactly(0, 0, 255);
        FaceImage turned = ImageDecoder.decode("turned", turned(file, 6));
        assertThat(List.of(turned.width(), turned.height(), turned.reduction())).containsExactly(4000, 4500, 2);
    }

    /** A JPEG with an EXIF block of one entry. */
    private static byte[] turned(byte[] jpeg, int orientation) {
        ByteBuffer file = ByteBuffer.allocate(jpeg.length + 36).put(jpeg, 0, 2);
        file.putShort((short) 0xffe1).putShort((short) 34).put("Exif\0\0MM\0*".getBytes(StandardCharsets.US_ASCII));
        file.putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1);
        file.putShort((short) orientation).putShort((short) 0).putInt(0);
        return file.put(jpeg, 2, jpeg.length - 2).array();
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "tiff"})
    void losslessFormatGivesBackEveryPixel(String format) {
        FaceImage drawn = Drawings.noise(37, 23, new SplittableRandom(5));
        assertThat(ImageDecoder.decode("drawn", Drawings.encode(drawn, format))).isEqualTo(drawn);
    }

    @Test
    void grayPngIsNotBrightened() {
        var image = new BufferedImage(256, 1, BufferedImage.TYPE_BYTE_GRAY);
        for (int x = 0; x < 256; x++) {
            image.getRaster().setSample(x, 0, 0, x);
        }
        FaceImage picture = ImageDecoder.decode("gray", Drawings.encode(image, "png"));
        for (int x = 0; x < 256; x++) {
            assertThat(List.of(picture.at(x, 0, 0), picture.at(x, 0, 1), picture.at(x, 0, 2)))
                    .containsOnly(x);
        }
    }

    @Test
    void sixteenBitPngIsRoundedToEight() {
        var image = new BufferedImage(3, 1, BufferedImage.TYPE_USHORT_GRAY);
        image.getRaster().setPixels(0, 0, 3, 1, new int[] {0, 32_896, 65_535});
        FaceImage picture = ImageDecoder.decode("deep", Drawings.encode(image, "png"));
        assertThat(new int[] {picture.at(0, 0, 1), picture.at(1, 0, 1), picture.at(2, 0, 1)})
                .containsExactly(0, 128, 255);
    }

    @Test
    void transparentPartsComeOutBlack() {
        var image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0x00ffffff);
        image.setRGB(1, 0, 0x80ffffff);
        image.setRGB(2, 0, 0xffffffff);
        FaceImage picture = ImageDecoder.decode("clear", Drawings.encode(image, "png"));
        assertThat(new int[] {picture.at(0, 0, 0), picture.at(1, 0, 0), picture.at(2, 0, 0)})
                .containsExactly(0, 128, 255);
        assertThat(ImageDecoder.decode("alpha.webp", Drawings.fixture("alpha.webp"))
                        .at(6, 4, 0))
                .isCloseTo(0xd0 / 2, within(1));
    }

    @Test
    void firstFrameOfAGifGivesItsColors() {
        FaceImage drawn = Drawings.fewColors(37, 23);
        byte[] still = Drawings.encode(drawn, "gif");
        assertThat(ImageDecoder.decode("still", still)).isEqualTo(drawn);
        // a second frame, of which nothing is there
        byte[] film = Arrays.copyOf(still, still.length + 9);
        film[still.length - 1] = 0x2c;
        assertThat(ImageDecoder.decode("film", film)).isEqualTo(drawn);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LZW", "ZLib", "PackBits", "Deflate"})
    void compressedTiffGivesBackEveryPixel(String compression) {
        FaceImage drawn = Drawings.smooth(37, 23, new SplittableRandom(6));
        assertThat(ImageDecoder.decode("tiff", Drawings.tiff(drawn, compression)))
                .isEqualTo(drawn);
    }

    @Test
    void tiffIsTurnedUprightOnce() {
        FaceImage drawn = Drawings.noise(5, 3, new SplittableRandom(7));
        byte[] turned = HostilePictures.withTag(Drawings.encode(drawn, "tiff"), 0x0112, 3);
        FaceImage picture = ImageDecoder.decode("tiff", turned);
        assertThat(picture.at(4, 2, 1)).isEqualTo(drawn.at(0, 0, 1));
        assertThat(picture.at(0, 0, 2)).isEqualTo(drawn.at(4, 2, 2));
    }

    @Test
    void palettePngGivesItsColors() {
        byte[] red = {0, (byte) 200};
        byte[] green = {10, 0};
        byte[] blue = {20, 50};
        var palette = new IndexColorModel(1, 2, red, green, blue);
        var image = new BufferedImage(9, 1, BufferedImage.TYPE_BYTE_BINARY, palette);
        image.getRaster().setSample(8, 0, 0, 1);
        FaceImage picture = ImageDecoder.decode("palette", Drawings.encode(image, "png"));
        assertThat(List.of(picture.at(0, 0, 0), picture.at(0, 0, 1), picture.at(0, 0, 2)))
                .containsExactly(0, 10, 20);
        assertThat(List.of(picture.at(8, 0, 0), picture.at(8, 0, 1), picture.at(8, 0, 2)))
                .containsExactly(200, 0, 50);
    }

    @Test
    void portableAnymapsScaleToTheirMaximum() {
        byte[] text = "P2\n# drawn\n3 1 # wide\n 4\n0 2\n4".getBytes(StandardCharsets.US_ASCII);
        byte[] binary = "P5 3 1 255\n\u0001\u0002\u0003".getBytes(StandardCharsets.ISO_8859_1);
        byte[] deep = "P6 1 1 65535\n\u0000\u0000\u0080\u0080\u00ff\u00ff".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(ImageDecoder.decode("text", text))
                .isEqualTo(new FaceImage(3, 1, new byte[] {0, 0, 0, (byte) 128, (byte) 128, (byte) 128, -1, -1, -1}));
        assertThat(ImageDecoder.decode("binary", binary))
                .isEqualTo(new FaceImage(3, 1, new byte[] {1, 1, 1, 2, 2, 2, 3, 3, 3}));
        assertThat(ImageDecoder.decode("deep", deep)).isEqualTo(new FaceImage(1, 1, new byte[] {0, (byte) 128, -1}));
    }

    @Test
    void formatIsToldByContentNotByName(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("drawing.png"), Drawings.fixture("baseline.jpg"));
        assertThat(ImageDecoder.decode(file).width()).isEqualTo(24);
    }

    @Test
    void manyThreadsDecodeAtOnce() throws Exception {
        List<String> names = List.of("baseline.jpg", "cmyk.jpg", "lossy.webp", "orientation-6.png", "progressive.jpg");
        var threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> tasks = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                byte[] bytes = Drawings.fixture(names.get(i % names.size()));
                FaceImage alone = ImageDecoder.decode("alone", bytes);
                tasks.add(() -> ImageDecoder.decode("together", bytes).equals(alone));
            }
            for (var result : threads.invokeAll(tasks)) {
                assertThat(result.get()).isTrue();
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void decodingNeedsNoDisk(@TempDir Path folder) throws IOException {
        Path gone = Files.createDirectory(folder.resolve("cache"));
        ImageIO.setCacheDirectory(gone.toFile());
        try {
            Files.delete(gone);
            for (String name : List.of("baseline.jpg", "cmyk.jpg", "rgb.jpg", "lossy.webp", "orientation-6.png")) {
                assertThat(ImageDecoder.decode(name, Drawings.fixture(name)).width())
                        .isEqualTo(24);
            }
        } finally {
            ImageIO.setCacheDirectory(null);
        }
    }

    @Test
    void filesThatAreNotThereAreNamed(@TempDir Path folder) {
        assertThatThrownBy(() -> ImageDecoder.decode(folder.resolve("ann.jpg")))
                .isInstanceOf(UnreadablePictureException.class)
                .hasMessage(folder.resolve("ann.jpg") + ": there is no such file");
        assertThatThrownBy(() -> ImageDecoder.decode(folder))
                .isInstanceOf(UnreadablePictureException.class)
                .hasMessageEndingWith("a folder or device: a picture file is expected");
    }
}

package org.likeness.core.image.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.likeness.core.image.Drawings;
import org.likeness.core.image.FaceImage;

class UnreadablePictureTest {
    private static final FaceImage DRAWN = Drawings.smooth(40, 30, new SplittableRandom(3));

    @Test
    void emptyFileIsRefused() {
        refused(new byte[0], "the file is empty (0 bytes)");
    }

    @Test
    void otherFormatIsRefused() {
        refused(
                "%PDF-1".getBytes(StandardCharsets.US_ASCII),
                "not a JPEG, PNG, PGM, PPM, BMP, WebP, GIF or TIFF picture: it begins with bytes 25 50 44 46");
        refused(
                "\0\0\0\u0018ftypheic\0\0".getBytes(StandardCharsets.US_ASCII),
                "a HEIC picture or a film, which is not supported: convert it to JPEG first, such as with heif-convert or ImageMagick");
        refused(
                "\0\0\0\u0018ftypavif\0\0".getBytes(StandardCharsets.US_ASCII),
                "an AVIF picture, which is not supported: convert it to JPEG first, such as with heif-convert or ImageMagick");
    }

    @Test
    void truncatedJpegIsRefusedWhereverItEnds() {
        byte[] whole = Drawings.encode(DRAWN, "jpg");
        for (int length = 4; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> ImageDecoder.decode("part", part))
                    .as("%d of %d bytes", length, whole.length)
                    .isInstanceOf(UnreadablePictureException.class)
                    .hasMessageStartingWith("part: truncated JPEG at byte %,d: ", length);
        }
    }

    @Test
    void jpegWhoseMiddleIsMissingIsRefused() {
        byte[] whole = Drawings.encode(Drawings.noise(64, 64, new SplittableRandom(1)), "jpg");
        byte[] part = Arrays.copyOf(whole, whole.length / 2);
        part[part.length - 2] = (byte) 0xff;
        part[part.length - 1] = (byte) 0xd9;
        refused(part, "damaged JPEG: Corrupt JPEG data: premature end of data segment");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "tiff"})
    void truncatedPictureIsRefusedWhereverItEnds(String format) {
        byte[] whole = Drawings.encode(DRAWN, format);
        for (int length = 40; length < whole.length; length += 7) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> ImageDecoder.decode("part", part))
                    .as("%d of %d bytes", length, whole.length)
                    .isInstanceOf(UnreadablePictureException.class)
                    .hasMessageContaining("truncated %s at byte %,d", format.toUpperCase(Locale.ROOT), length);
        }
    }

    @Test
    void pngWhoseCompressedDataEndEarlyIsRefused() {
        byte[] whole = Drawings.encode(DRAWN, "png");
        int data = 8 + 25;
        int length = ByteBuffer.wrap(whole).getInt(data);
        int kept = length / 2;
        var part = ByteBuffer.allocate(whole.length - length + kept);
        part.put(whole, 0, data).putInt(kept).put(whole, data + 4, 4 + kept);
        var crc = new CRC32();
        crc.update(whole, data + 4, 4 + kept);
        part.putInt((int) crc.getValue()).put(whole, data + 12 + length, 12);
        assertThatThrownBy(() -> ImageDecoder.decode("part", part.array()))
                .isInstanceOf(UnreadablePictureException.class)
                .hasMessageStartingWith("part: damaged PNG: ");
    }

    @Test
    void truncatedGifIsRefusedWhereverItsFrameEnds() {
        byte[] whole = Drawings.encode(Drawings.fewColors(40, 30), "gif");
        for (int length = 6; length < whole.length - 1; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> ImageDecoder.decode("part", part))
                    .as("%d of %d bytes", length, whole.length)
                    .isInstanceOf(UnreadablePictureException.class)
                    .hasMessageStartingWith("part: truncated GIF at byte %,d: ", length);
        }
    }

    @Test
    void gifWhosePixelsAreMissingIsRefused() {
        // 2×4 pixels of two colors; the codes: clear, four pixels, end
        String head = "GIF89a\2\0\4\0\u0080\0\0" + "\0\0\0\u00c8\u0064\u0032" + ",\0\0\0\0\2\0\4\0\0" + "\2";
        String codes = "\3\u004c\u0098\24"; // 4 1 1 4 1 1 5 in three bits each, from the lowest on
        refused(
                (head + codes + "\0;").getBytes(StandardCharsets.ISO_8859_1),
                "truncated GIF at byte 34: 4 of its 8 pixels are present");
    }

    @Test
    void pictureWhoseScansTakeLongIsRefusedBeforeItIsDecoded() {
        refused(
                HostilePictures.manyScans(4000, 4000, 3000),
                "JPEG of 3,000 scans: at most 67 are supported for 4000×4000 pixels; save it again");
        refused(
                HostilePictures.manyScans(8, 8, 1025),
                "JPEG of 1,025 scans: at most 1,024 are supported for 8×8 pixels; save it again");
    }

    @Test
    void chainOfExifDirectoriesIsNotFollowed() {
        FaceImage drawn = ImageDecoder.decode("plain", Drawings.encode(DRAWN, "jpg"));
        assertThat(ImageDecoder.decode("chain", HostilePictures.exifChain(Drawings.encode(DRAWN, "jpg"))))
                .isEqualTo(drawn);
    }

    @Test
    void tiffThatDeclaresTooMuchIsRefused() {
        byte[] whole = Drawings.encode(DRAWN, "tiff");
        refused(
                HostilePictures.withTag(HostilePictures.withTag(whole, 256, 60_000), 257, 60_000),
                "declares 60000×60000 pixels: at most 16384 per side and 64 million in total are supported; reduce its size");
        refused(HostilePictures.withTag(whole, 277, 300), "TIFF with 300 samples per pixel: at most 8 are supported");
    }

    /** The codec takes a text for a number; its words would name its classes. */
    @Test
    void tiffWithAnEntryOfAnotherKindIsRefused() {
        byte[] whole = Drawings.encode(DRAWN, "tiff");
        byte[] kindOfColors = {1, 6, 0, 3}; // PhotometricInterpretation, SHORT
        int at = 0;
        while (!Arrays.equals(whole, at, at + 4, kindOfColors, 0, 4)) {
            at++;
        }
        whole[at + 3] = 2; // ASCII
        refused(whole, "damaged TIFF: its values contradict each other");
    }

    @Test
    void pictureThatTakesMoreMemoryThanThereIsIsRefusedAndOthersAreNot() {
        UnreadablePictureException refusal = catchThrowableOfType(
                UnreadablePictureException.class,
                () -> ImageDecoder.decode("large", () -> {
                    throw new OutOfMemoryError("Java heap space");
                }));
        assertThat(refusal.reason()).startsWith("it needs more memory than is free in the Java heap of ");
        int[] tries = {0};
        FaceImage picture = ImageDecoder.decode("crowded", () -> {
            if (tries[0]++ == 0) {
                throw new OutOfMemoryError("Java heap space");
            }
            return DRAWN;
        });
        assertThat(picture).isEqualTo(DRAWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lossy.webp", "lossless.webp"})
    void truncatedWebpIsRefused(String name) {
        byte[] whole = Drawings.fixture(name);
        refused(
                Arrays.copyOf(whole, 60),
                String.format(Locale.ROOT, "truncated WebP at byte 60: %d bytes are declared", whole.length));
    }

    @Test
    void truncatedPortableAnymapIsRefused() {
        refused(
                "P5 100 100 255\nabc".getBytes(StandardCharsets.US_ASCII),
                "truncated PGM at byte 18: 10,015 bytes are declared");
        refused(
                "P2 2 1 255\n7 ".getBytes(StandardCharsets.US_ASCII),
                "truncated PGM at byte 13: 14 bytes are declared");
        refused(
                "P2 2 1 255\n7  ".getBytes(StandardCharsets.US_ASCII),
                "truncated PGM at byte 14: it ends before its last pixel");
        refused("P3 x".getBytes(StandardCharsets.US_ASCII), "damaged PPM: no number at byte 3");
    }

    @Test
    void flippedPixelDataOfAPngAreNoticed() {
        byte[] bytes = Drawings.encode(DRAWN, "png");
        bytes[60] ^= 1;
        refused(bytes, "damaged PNG: the chunk at byte 33 does not have the checksum it declares");
    }

    @Test
    void hugeDeclaredSizeIsRefusedBeforeItIsAllocated() {
        String reason =
                "declares 60000×60000 pixels: at most 16384 per side and 64 million in total are supported; reduce its size";
        refused(hugePng(), reason);
        refused(hugeBmp(), reason);
        refused(
                hugeJpeg(),
                "declares 60000×60000 pixels: at most 32768 per side and 256 million in total are supported; reduce its size");
        refused("P6 60000 60000 255\n".getBytes(StandardCharsets.US_ASCII), reason);
        refused(
                "P6 9000 9000 255\n".getBytes(StandardCharsets.US_ASCII),
                "declares 9000×9000 pixels: at most 16384 per side and 64 million in total are supported; reduce its size");
        refused("P6 0 5 255\n".getBytes(StandardCharsets.US_ASCII), "declares 0×5 pixels: both must be at least 1");
    }

    @ParameterizedTest
    @CsvSource({
        "jpg, 11",
        "png, 12",
        "bmp, 13",
        "tiff, 20",
        "gif, 21",
        "progressive.jpg, 14",
        "cmyk.jpg, 15",
        "lossy.webp, 16",
        "lossless.webp, 17",
        "orientation-6.jpg, 18",
        "orientation-6.webp, 19"
    })
    void damagedFileGivesAPictureOrTheReason(String source, long seed) {
        byte[] whole = source.contains(".") ? Drawings.fixture(source) : Drawings.encode(DRAWN, source);
        var random = new SplittableRandom(seed);
        for (int trial = 0; trial < 1_000; trial++) {
            byte[] damaged = damage(whole, random);
            Assertions.assertTimeout(
                    Duration.ofSeconds(20),
                    () -> decodesOrSaysWhy(damaged),
                    String.format(Locale.ROOT, "seed %d trial %d", seed, trial));
        }
    }

    private static byte[] damage(byte[] whole, SplittableRandom random) {
        byte[] damaged = random.nextInt(4) == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
        for (int flips = random.nextInt(8); flips > 0 && damaged.length > 0; flips--) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        return damaged;
    }

    private static void decodesOrSaysWhy(byte[] bytes) {
        try {
            assertThat(ImageDecoder.decode("damaged", bytes).rgb()).isNotEmpty();
        } catch (UnreadablePictureException e) {
            assertThat(e.reason()).isNotBlank().doesNotContain("\n");
        }
    }

    private static void refused(byte[] bytes, String reason) {
        assertThatThrownBy(() -> ImageDecoder.decode("ann.jpg", bytes))
                .isInstanceOfSatisfying(UnreadablePictureException.class, e -> {
                    assertThat(e.picture()).isEqualTo("ann.jpg");
                    assertThat(e.reason()).isEqualTo(reason);
                })
                .hasMessage("ann.jpg: " + reason);
    }

    private static byte[] hugePng() {
        byte[] bytes = Drawings.encode(DRAWN, "png");
        ByteBuffer.wrap(bytes).putInt(16, 60_000).putInt(20, 60_000);
        return bytes;
    }

    private static byte[] hugeBmp() {
        byte[] bytes = Drawings.encode(DRAWN, "bmp");
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(18, 60_000).putInt(22, 60_000);
        return bytes;
    }

    private static byte[] hugeJpeg() {
        byte[] bytes = Drawings.encode(DRAWN, "jpg");
        for (int at = 0; at + 9 < bytes.length; at++) {
            if ((bytes[at] & 0xff) == 0xff && (bytes[at + 1] & 0xff) == 0xc0) {
                ByteBuffer.wrap(bytes).putShort(at + 5, (short) 60_000).putShort(at + 7, (short) 60_000);
                return bytes;
            }
        }
        throw new IllegalStateException("no baseline frame");
    }
}

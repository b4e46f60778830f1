package org.likeness.training.loader;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.likeness.core.file.Sha256;
import org.likeness.core.image.FaceImage;

/** A crop in a {@link CropsInFile}: key of the picture, width, height, checksum and pixels. */
final class CropRecord {
    /** Bytes of a key: of 2^32 pictures, no two are confused. */
    static final int KEY = 16;

    /** Bytes before the pixels. */
    static final int HEADER = KEY + 4 * Integer.BYTES;

    private static final int CHECKSUM = KEY + 2 * Integer.BYTES;

    private CropRecord() {}

    /** The beginning of the SHA-256 of a picture's name. */
    static byte[] key(String picture) {
        return Arrays.copyOf(Sha256.digest().digest(picture.getBytes(StandardCharsets.UTF_8)), KEY);
    }

    static ByteBuffer bytes(byte[] key, FaceImage crop) {
        ByteBuffer bytes = ByteBuffer.allocate(HEADER + crop.rgb().length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(key)
                .putInt(crop.width())
                .putInt(crop.height())
                .putInt(0)
                .putInt(0)
                .put(crop.rgb());
        return bytes.putInt(CHECKSUM, checksum(bytes.array(), crop.rgb())).flip();
    }

    /**
     * The crop of a record, if it is a whole one and of that picture.
     *
     * @param place     where the record would begin
     * @param key       the picture's
     * @param mostBytes of any crop's pixels
     */
    static Optional<FaceImage> read(GrowingFile file, long place, byte[] key, int mostBytes) {
        if (!file.fits(place, HEADER)) {
            return Optional.empty();
        }
        byte[] header = new byte[HEADER];
        file.read(place, header);
        ByteBuffer fields =
                ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).position(KEY);
        int width = fields.getInt();
        int height = fields.getInt();
        boolean isPossible = width > 0 && height > 0 && (long) width * height <= mostBytes / 3;
        if (!isPossible
                || !file.fits(place, HEADER + width * height * 3)
                || !Arrays.equals(header, 0, KEY, key, 0, KEY)) {
            return Optional.empty();
        }
        byte[] rgb = new byte[width * height * 3];
        file.read(place + HEADER, rgb);
        return fields.getInt() == checksum(header, rgb)
                ? Optional.of(new FaceImage(width, height, rgb))
                : Optional.empty();
    }

    /** CRC-32C of key, width, height and pixels. */
    private static int checksum(byte[] header, byte[] rgb) {
        CRC32C checksum = new CRC32C();
        checksum.update(header, 0, CHECKSUM);
        checksum.update(rgb, 0, rgb.length);
        return (int) checksum.getValue();
    }
}

package org.likeness.core.image.codec;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.likeness.core.Printable;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.Orientation;

/**
 * Decodes JPEG (baseline and progressive; gray, YCbCr, RGB, CMYK and YCCK), PNG, PGM, PPM, BMP, WebP, GIF (its first frame) and
 * TIFF (its first picture), detected by content.
 *
 * <p>The declared size, and the cost of a JPEG's scans, are checked before anything is allocated; a file that is truncated, damaged or of
 * another format is rejected with the reason, never partly read. EXIF orientation is applied. Transparent parts become black. 16-bit
 * samples are rounded to 8 bits. Color profiles are not applied to gray and RGB pictures: encoders are
 * trained on the samples as stored.
 *
 * <p>All methods are thread-safe and write nothing to disk. Any exception or error of a codec counts as an error of the picture. If memory
 * does not suffice while other pictures are decoded, the picture is decoded again alone.
 */
public final class ImageDecoder {
    /** The most pixels a side that are decoded: WebP's own limit, and more than cameras have. */
    public static final int MAX_SIDE = 16_384;

    /** The most pixels in all that are decoded; at 3 bytes each, 192 MB. */
    public static final int MAX_PIXELS = 64_000_000;

    /**
     * Of how many columns and rows of a JPEG above these limits one is decoded, if it has a single scan and gray or YCbCr colors. Cameras of
     * 100 to 200 million pixels write such files. See {@link FaceImage#reduction()}.
     */
    public static final int REDUCTION = 2;

    /** The largest file that is read, in bytes. */
    public static final long MAX_FILE = 256L << 20;

    private static final ReadWriteLock TURNS = new ReentrantReadWriteLock();

    private ImageDecoder() {}

    /**
     * Reads and decodes a file.
     *
     * @return the picture, upright
     * @throws UnreadablePictureException if it cannot be read or decoded; the message begins with the path
     */
    public static FaceImage decode(Path file) {
        return decode(file.toString(), read(file));
    }

    /**
     * Decodes a picture that is in memory.
     *
     * @param name  for messages
     * @param bytes the whole file
     * @return the picture, upright
     * @throws UnreadablePictureException if it cannot be decoded; the message begins with the name
     */
    public static FaceImage decode(String name, byte[] bytes) {
        return decode(name, () -> decodeNow(name, bytes));
    }

    static FaceImage decode(String name, Supplier<FaceImage> decoding) {
        try {
            return during(TURNS.readLock(), decoding);
        } catch (OutOfMemoryError crowded) {
            try {
                return during(TURNS.writeLock(), decoding);
            } catch (OutOfMemoryError e) {
                throw tooLarge(name, e);
            }
        }
    }

    private static FaceImage during(Lock turn, Supplier<FaceImage> decoding) {
        turn.lock();
        try {
            return decoding.get();
        } finally {
            turn.unlock();
        }
    }

    private static FaceImage decodeNow(String name, byte[] bytes) {
        PictureFormat format = PictureFormat.UNKNOWN;
        try {
            var file = new ByteReader(bytes);
            format = PictureFormat.of(file);
            if (format == PictureFormat.PORTABLE_ANYMAP) {
                return PortableAnymap.read(file);
            }
            PictureStructure structure = format.structure(file, bytes);
            FaceImage stored = Codecs.decode(format, structure, bytes);
            return Orientation.upright(stored, ExifOrientation.read(bytes, structure.exif()));
        } catch (MalformedPictureException e) {
            throw new UnreadablePictureException(name, Printable.firstLine(e), e);
        } catch (EOFException | IndexOutOfBoundsException e) {
            throw new UnreadablePictureException(
                    name, String.format(Locale.ROOT, "damaged %s: its data end early", format.label()), e);
        } catch (StackOverflowError e) {
            throw new UnreadablePictureException(
                    name, String.format(Locale.ROOT, "damaged %s: it is nested too deeply", format.label()), e);
        } catch (ClassCastException | NullPointerException e) { // their messages name classes of a codec
            throw new UnreadablePictureException(
                    name,
                    String.format(Locale.ROOT, "damaged %s: its values contradict each other", format.label()),
                    e);
        } catch (IOException | RuntimeException e) {
            if (e.getCause() instanceof OutOfMemoryError crowded) { // as the codec of PNG has it
                throw crowded;
            }
            throw new UnreadablePictureException(
                    name, String.format(Locale.ROOT, "damaged %s: %s", format.label(), Printable.firstLine(e)), e);
        }
    }

    /**
     * The usual ending of a file's name for its format, such as {@code jpg}.
     *
     * @param bytes the whole file
     * @return empty if it is none of the supported formats; whether it can be decoded is not known
     */
    public static Optional<String> ending(byte[] bytes) {
        try {
            return PictureFormat.of(new ByteReader(bytes)).ending();
        } catch (MalformedPictureException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /**
     * A picture file's bytes.
     *
     * @throws UnreadablePictureException if it is missing, not a file, empty or larger than {@link #MAX_FILE}
     */
    public static byte[] read(Path file) {
        try {
            long size = Files.size(file);
            if (size > MAX_FILE) {
                throw new UnreadablePictureException(
                        file.toString(),
                        String.format(Locale.ROOT, "a file of %,d bytes: at most %,d are supported", size, MAX_FILE));
            }
            if (!Files.isRegularFile(file)) {
                throw new UnreadablePictureException(file.toString(), "a folder or device: a picture file is expected");
            }
            return Files.readAllBytes(file);
        } catch (OutOfMemoryError e) {
            throw tooLarge(file.toString(), e);
        } catch (NoSuchFileException e) {
            throw new UnreadablePictureException(file.toString(), "there is no such file", e);
        } catch (IOException e) {
            throw new UnreadablePictureException(
                    file.toString(), "the file cannot be read: " + Printable.firstLine(e), e);
        }
    }

    private static UnreadablePictureException tooLarge(String name, OutOfMemoryError e) {
        return new UnreadablePictureException(
                name,
                String.format(
                        Locale.ROOT,
                        "it needs more memory than is free in the Java heap of %,d MB: reduce its size, or raise the limit with -Xmx",
                        Runtime.getRuntime().maxMemory() >> 20),
                e);
    }
}

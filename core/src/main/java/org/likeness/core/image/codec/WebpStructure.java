package org.likeness.core.image.codec;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.likeness.core.image.codec.PictureStructure.ByteRange;

/** Parses the chunks of a WebP file (RFC 9649): declared size, EXIF block, and whether it is complete. */
final class WebpStructure {
    private static final int ANIMATION = 0x02;

    private WebpStructure() {}

    static PictureStructure read(ByteReader file) throws MalformedPictureException {
        if (file.length() < 20) {
            throw MalformedPictureException.truncated("WebP", file.length(), "it ends inside its header");
        }
        long end = 8 + file.u32Little(4);
        if (end > file.length()) {
            throw MalformedPictureException.truncated(
                    "WebP", file.length(), String.format(Locale.ROOT, "%,d bytes are declared", end));
        }
        @Nullable PictureStructure canvas = null;
        @Nullable PictureStructure frame = null;
        ByteRange exif = ByteRange.NONE;
        long at = 12;
        while (at + 8 <= end) {
            int start = (int) at + 8;
            long length = file.u32Little((int) at + 4);
            if (start + length > end) {
                throw new MalformedPictureException(
                        String.format(Locale.ROOT, "damaged WebP: the chunk at byte %,d runs past the end", at));
            }
            switch (file.ascii((int) at, 4)) {
                case "VP8X" -> canvas = canvas(file, start, length);
                case "VP8 " -> frame = lossy(file, start, length);
                case "VP8L" -> frame = lossless(file, start, length);
                case "EXIF" -> exif = exif(file, start, (int) length);
                default -> {
                    // Color profile, alpha, XMP and unknown chunks: the codec takes what it needs.
                }
            }
            at = start + length + (length & 1);
        }
        return whole(canvas, frame, exif);
    }

    private static PictureStructure whole(
            @Nullable PictureStructure canvas, @Nullable PictureStructure frame, ByteRange exif)
            throws MalformedPictureException {
        if (frame == null) {
            throw new MalformedPictureException("damaged WebP: it holds no picture");
        }
        if (canvas != null && (canvas.width() != frame.width() || canvas.height() != frame.height())) {
            throw new MalformedPictureException(String.format(
                    Locale.ROOT,
                    "damaged WebP: a picture of %d×%d pixels on a canvas of %d×%d",
                    frame.width(),
                    frame.height(),
                    canvas.width(),
                    canvas.height()));
        }
        return new PictureStructure(frame.width(), frame.height(), exif, false, 1);
    }

    private static PictureStructure canvas(ByteReader file, int start, long length) throws MalformedPictureException {
        requireLength(length, 10);
        if ((file.u8(start) & ANIMATION) != 0) {
            throw new MalformedPictureException("animated WebP: only still pictures are supported");
        }
        return PictureStructure.of(1 + file.u24Little(start + 4), 1 + file.u24Little(start + 7), ByteRange.NONE, false);
    }

    private static PictureStructure lossy(ByteReader file, int start, long length) throws MalformedPictureException {
        requireLength(length, 10);
        return PictureStructure.of(
                file.u16Little(start + 6) & 0x3fff, file.u16Little(start + 8) & 0x3fff, ByteRange.NONE, false);
    }

    private static PictureStructure lossless(ByteReader file, int start, long length) throws MalformedPictureException {
        requireLength(length, 5);
        long sizes = file.u32Little(start + 1);
        return PictureStructure.of(1 + (sizes & 0x3fff), 1 + (sizes >> 14 & 0x3fff), ByteRange.NONE, false);
    }

    /** Some writers put JPEG's prefix before the block. */
    private static ByteRange exif(ByteReader file, int start, int length) {
        int prefix = file.has(start, "Exif\0\0") && length >= 6 ? 6 : 0;
        return new ByteRange(start + prefix, length - prefix);
    }

    private static void requireLength(long length, int needed) throws MalformedPictureException {
        if (length < needed) {
            throw new MalformedPictureException(
                    String.format(Locale.ROOT, "damaged WebP: a header of %d bytes", length));
        }
    }
}

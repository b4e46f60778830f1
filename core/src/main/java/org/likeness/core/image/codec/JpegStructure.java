package org.likeness.core.image.codec;

import java.util.Locale;
import org.likeness.core.image.codec.PictureStructure.ByteRange;

/**
 * Parses the markers of a JPEG file (ITU-T T.81, annex B) without decoding it: declared size, EXIF block, and whether the file is complete.
 * Codecs return partly gray pictures for truncated files; this class detects a missing end-of-image marker.
 */
final class JpegStructure {
    private static final int START_OF_IMAGE = 0xd8;
    private static final int END_OF_IMAGE = 0xd9;
    private static final int START_OF_SCAN = 0xda;
    private static final int APP0 = 0xe0;
    private static final int APP1 = 0xe1;
    private static final int APP2 = 0xe2;
    private static final int APP14 = 0xee;

    /**
     * A picture of 64 million pixels may have 16 scans; encoders write 10 or 11 (libjpeg's jpeg_simple_progression). So many pixels of scans
     * without data took 4.5 s on one core of 2026.
     */
    private static final long MOST_SCANNED_PIXELS = 1L << 30;

    private static final long LEAST_PIXELS = 1L << 20;
    private static final String EXIF = "Exif\0\0";
    private static final String ICC = "ICC_PROFILE\0";

    private final ByteReader file;
    private int width;
    private int height;
    private int components;
    private boolean baseline;
    private boolean baselineOrProgressive;
    private int scans;
    private boolean jfif;
    private boolean adobeYcc;
    private boolean adobe;
    private boolean profile;
    private ByteRange exif = ByteRange.NONE;

    private JpegStructure(ByteReader file) {
        this.file = file;
    }

    static PictureStructure read(ByteReader file) throws MalformedPictureException {
        var structure = new JpegStructure(file);
        structure.walk();
        var declared = PictureStructure.reduced(
                structure.width, structure.height, structure.exif, structure.plain(), structure.reduction());
        requireFewScans(structure.scans, structure.width, structure.height);
        return declared;
    }

    /**
     * Refuses a picture that takes longest to decode for its size: a codec goes over all pixels for each scan, however few bytes that has.
     *
     * @param width  pixels a row
     * @param height rows
     */
    static void requireFewScans(long scans, long width, long height) throws MalformedPictureException {
        long most = MOST_SCANNED_PIXELS / Math.max(width * height, LEAST_PIXELS);
        if (scans > most) {
            throw new MalformedPictureException(String.format(
                    Locale.ROOT,
                    "JPEG of %,d scans: at most %,d are supported for %d×%d pixels; save it again",
                    scans,
                    most,
                    width,
                    height));
        }
    }

    /** How many scans begin anywhere in a file that holds JPEGs; it may count too many. */
    static long countScans(ByteReader file) {
        long scans = 0;
        for (int at = 0; at + 1 < file.length(); at++) {
            if (file.u8(at) == 0xff && file.u8(at + 1) == START_OF_SCAN) {
                scans++;
            }
        }
        return scans;
    }

    private void walk() throws MalformedPictureException {
        int at = 2;
        while (true) {
            at = nextMarker(at);
            int marker = file.u8(at - 1);
            if (marker == END_OF_IMAGE) {
                break;
            }
            if (marker == START_OF_IMAGE) {
                throw new MalformedPictureException("damaged JPEG: a second picture starts inside the first");
            }
            at = segment(marker, at);
        }
        if (components == 0 || scans == 0) {
            throw new MalformedPictureException("damaged JPEG: it ends before any pixels");
        }
    }

    /** Where the next marker ends: entropy-coded data, stuffed zeros, restarts and fill bytes are passed over. */
    private int nextMarker(int from) throws MalformedPictureException {
        int length = file.length();
        for (int at = from; at + 1 < length; at++) {
            if (file.u8(at) == 0xff) {
                int marker = file.u8(at + 1);
                boolean restart = marker >= 0xd0 && marker <= 0xd7;
                if (marker > 1 && marker != 0xff && !restart) {
                    return at + 2;
                }
            }
        }
        throw MalformedPictureException.truncated("JPEG", length, "the end-of-image marker is missing");
    }

    /** Reads the segment whose length stands at {@code at}; gives where it ends. */
    private int segment(int marker, int at) throws MalformedPictureException {
        if (at + 2 > file.length() || at + file.u16Big(at) > file.length()) {
            throw MalformedPictureException.truncated(
                    "JPEG", file.length(), String.format(Locale.ROOT, "it ends inside segment 0x%02x", marker));
        }
        int end = at + file.u16Big(at);
        int content = at + 2;
        if (end < content) {
            throw new MalformedPictureException(
                    String.format(Locale.ROOT, "damaged JPEG: segment 0x%02x has no length", marker));
        }
        if (isFrame(marker)) {
            frame(marker, content, end);
        } else if (marker == START_OF_SCAN) {
            scans++;
        } else if (marker == APP1 && exif.isEmpty() && file.has(content, EXIF)) {
            exif = new ByteRange(content + EXIF.length(), Math.max(0, end - content - EXIF.length()));
        } else if (marker == APP0) {
            jfif |= file.has(content, "JFIF");
        } else if (marker == APP2) {
            profile |= file.has(content, ICC);
        } else if (marker == APP14 && file.has(content, "Adobe") && end >= content + 12) {
            adobe = true;
            adobeYcc = file.u8(content + 11) == 1;
        }
        return end;
    }

    private void frame(int marker, int content, int end) throws MalformedPictureException {
        if (components != 0) {
            throw new MalformedPictureException("damaged JPEG: it has two frames");
        }
        if (end < content + 6) {
            throw new MalformedPictureException("damaged JPEG: its frame header is cut short");
        }
        baselineOrProgressive = marker <= 0xc2 && file.u8(content) == 8;
        baseline = baselineOrProgressive && marker < 0xc2;
        height = file.u16Big(content + 1);
        width = file.u16Big(content + 3);
        components = file.u8(content + 5);
    }

    /** SOF0–SOF15; 0xc4, 0xc8 and 0xcc among them mean other things. */
    private static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    /** A codec reads a single scan row by row; of several it keeps all coefficients, six bytes for each pixel of the whole picture. */
    private int reduction() {
        boolean isReducible = baseline && plain() && scans == 1;
        return isReducible && PictureStructure.isTooLarge(width, height, 1) ? ImageDecoder.REDUCTION : 1;
    }

    /** Gray or declared YCbCr: the JDK guesses at colors where neither JFIF nor Adobe says what they are. */
    private boolean plain() {
        boolean declared = components == 1 || (components == 3 && (adobe ? adobeYcc : jfif));
        return baselineOrProgressive && declared && !profile;
    }
}

package org.likeness.core.image.codec;

import java.util.Locale;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.codec.PictureStructure.ByteRange;

/**
 * Reads PGM and PPM, the portable gray and color formats: text (P2, P3) and binary (P5, P6), of 8 or 16 bits.
 * Samples are scaled from their declared maximum to 255.
 */
final class PortableAnymap {
    private final ByteReader file;
    private final boolean color;
    private final boolean binary;
    private int at = 2;

    private PortableAnymap(ByteReader file) {
        int kind = file.u8(1);
        this.file = file;
        this.color = kind == '3' || kind == '6';
        this.binary = kind >= '5';
    }

    static boolean isOne(ByteReader file) {
        return file.has(0, "P2") || file.has(0, "P3") || file.has(0, "P5") || file.has(0, "P6");
    }

    static FaceImage read(ByteReader file) throws MalformedPictureException {
        return new PortableAnymap(file).decode();
    }

    private FaceImage decode() throws MalformedPictureException {
        var size = PictureStructure.of(number("its width"), number("its height"), ByteRange.NONE, true);
        int maximum = number("its maximum");
        if (maximum < 1 || maximum > 65_535) {
            throw new MalformedPictureException(String.format(
                    Locale.ROOT, "damaged %s: a maximum of %d, 1 to 65535 are allowed", format(), maximum));
        }
        at++;
        int samples = size.width() * size.height() * (color ? 3 : 1);
        int bytesPerSample = binary ? (maximum < 256 ? 1 : 2) : 2;
        // In text, a sample takes a digit and a space; the last space may be missing.
        long needed = at + (long) samples * bytesPerSample - (binary ? 0 : 1);
        if (needed > file.length()) {
            throw MalformedPictureException.truncated(
                    format(), file.length(), String.format(Locale.ROOT, "%,d bytes are declared", needed));
        }
        var rgb = new byte[size.width() * size.height() * 3];
        for (int i = 0; i < samples; i++) {
            int sample = binary ? binarySample(i, bytesPerSample) : number("its last pixel");
            byte scaled = (byte) ((Math.min(sample, maximum) * 255L + maximum / 2) / maximum);
            if (color) {
                rgb[i] = scaled;
            } else {
                rgb[3 * i] = scaled;
                rgb[3 * i + 1] = scaled;
                rgb[3 * i + 2] = scaled;
            }
        }
        return new FaceImage(size.width(), size.height(), rgb);
    }

    private int binarySample(int index, int bytesPerSample) {
        return bytesPerSample == 1 ? file.u8(at + index) : file.u16Big(at + 2 * index);
    }

    /** The next number in text; a comment runs from {@code #} to the end of its line. */
    private int number(String what) throws MalformedPictureException {
        while (at < file.length() && (isSpace(file.u8(at)) || file.u8(at) == '#')) {
            if (file.u8(at) == '#') {
                while (at < file.length() && file.u8(at) != '\n' && file.u8(at) != '\r') {
                    at++;
                }
            } else {
                at++;
            }
        }
        if (at >= file.length()) {
            throw MalformedPictureException.truncated(format(), at, "it ends before " + what);
        }
        long value = 0;
        int start = at;
        while (at < file.length() && file.u8(at) >= '0' && file.u8(at) <= '9') {
            value = Math.min(Integer.MAX_VALUE, value * 10 + file.u8(at) - '0');
            at++;
        }
        if (at == start) {
            throw new MalformedPictureException(
                    String.format(Locale.ROOT, "damaged %s: no number at byte %,d", format(), at));
        }
        return (int) value;
    }

    private static boolean isSpace(int octet) {
        return octet == ' ' || (octet >= '\t' && octet <= '\r');
    }

    private String format() {
        return color ? "PPM" : "PGM";
    }
}

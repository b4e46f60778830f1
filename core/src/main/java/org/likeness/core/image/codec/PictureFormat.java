package org.likeness.core.image.codec;

import java.util.Locale;
import java.util.Optional;

/** The supported formats, detected by their first bytes. */
enum PictureFormat {
    JPEG("JPEG", "jpg"),
    PNG("PNG", "png"),
    BMP("BMP", "bmp"),
    WEBP("WebP", "webp"),
    GIF("GIF", "gif"),
    TIFF("TIFF", "tif"),
    PORTABLE_ANYMAP("PGM or PPM", "pnm"),
    UNKNOWN("picture", "");

    /** What to do with the formats of telephones, for which there is no decoder in Java. */
    static final String CONVERT = "convert it to JPEG first, such as with heif-convert or ImageMagick";

    private final String label;
    private final String ending;

    PictureFormat(String label, String ending) {
        this.label = label;
        this.ending = ending;
    }

    /** Of a file's name, without the full stop. */
    Optional<String> ending() {
        return this == UNKNOWN ? Optional.empty() : Optional.of(ending);
    }

    /** As it stands in messages. */
    String label() {
        return label;
    }

    /**
     * The format of a file.
     *
     * @throws MalformedPictureException if it is empty or none of them
     */
    static PictureFormat of(ByteReader file) throws MalformedPictureException {
        if (file.length() == 0) {
            throw new MalformedPictureException("the file is empty (0 bytes)");
        }
        if (file.has(0, "\u00ff\u00d8\u00ff")) {
            return JPEG;
        }
        if (file.has(0, PngStructure.SIGNATURE)) {
            return PNG;
        }
        if (file.has(0, "BM")) {
            return BMP;
        }
        if (file.has(0, "RIFF") && file.has(8, "WEBP")) {
            return WEBP;
        }
        if (file.has(0, "GIF87a") || file.has(0, "GIF89a")) {
            return GIF;
        }
        if (file.has(0, "II*\0") || file.has(0, "MM\0*")) {
            return TIFF;
        }
        if (PortableAnymap.isOne(file)) {
            return PORTABLE_ANYMAP;
        }
        if (file.has(4, "ftyp") && file.length() >= 12) {
            String brand = file.ascii(8, 4);
            throw new MalformedPictureException(String.format(
                    Locale.ROOT,
                    "%s, which is not supported: %s",
                    brand.startsWith("avi") ? "an AVIF picture" : "a HEIC picture or a film",
                    CONVERT));
        }
        throw new MalformedPictureException(
                "not a JPEG, PNG, PGM, PPM, BMP, WebP, GIF or TIFF picture: it begins with " + beginning(file));
    }

    /** What the file declares. */
    PictureStructure structure(ByteReader file, byte[] bytes) throws MalformedPictureException {
        return switch (this) {
            case JPEG -> JpegStructure.read(file);
            case PNG -> PngStructure.read(file, bytes);
            case BMP -> BmpStructure.read(file);
            case WEBP -> WebpStructure.read(file);
            case GIF -> GifStructure.read(file);
            case TIFF -> TiffStructure.read(file, bytes);
            case PORTABLE_ANYMAP, UNKNOWN -> throw new IllegalStateException(this + " has no structure to walk");
        };
    }

    private static String beginning(ByteReader file) {
        var text = new StringBuilder("bytes");
        for (int i = 0; i < Math.min(4, file.length()); i++) {
            text.append(String.format(Locale.ROOT, " %02x", file.u8(i)));
        }
        return text.toString();
    }
}

package org.likeness.core.image.codec;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.likeness.core.image.FaceImage;

/** Encodes pictures as files; {@link ImageDecoder} decodes them. */
public final class ImageEncoder {
    private static final float JPEG_QUALITY = 0.95f;

    private ImageEncoder() {}

    /** The formats that are written. */
    public enum Format {
        /** Keeps every bit. */
        PNG("png"),
        /** Smaller, with losses; what is lost depends on the codec of the Java platform. */
        JPG("jpeg");

        private final String codec;

        Format(String codec) {
            this.codec = codec;
        }

        /** The ending of such a file's name, without the full stop. */
        public String ending() {
            return this == PNG ? "png" : "jpg";
        }
    }

    /** The picture as a file. May be called from several threads at once. */
    public static byte[] encode(FaceImage picture, Format format) {
        return encode(buffered(picture), format);
    }

    /**
     * The picture as a JPEG file.
     *
     * @param quality in [0, 1]; 1 loses least
     */
    public static byte[] jpeg(FaceImage picture, float quality) {
        return encode(buffered(picture), Format.JPG, quality);
    }

    /** The picture, without transparency, as a file. */
    public static byte[] encode(BufferedImage picture, Format format) {
        return encode(picture, format, JPEG_QUALITY);
    }

    private static byte[] encode(BufferedImage picture, Format format, float jpegQuality) {
        ImageWriter writer = ImageIO.getImageWriters(ImageTypeSpecifier.createFromRenderedImage(picture), format.codec)
                .next();
        var bytes = new ByteArrayOutputStream();
        try (var output = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(output);
            ImageWriteParam settings = writer.getDefaultWriteParam();
            if (format == Format.JPG) {
                settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                settings.setCompressionQuality(jpegQuality);
            }
            writer.write(null, new IIOImage(picture, null, null), settings);
        } catch (IOException e) {
            throw new UncheckedIOException("writing into memory failed", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** The picture as an image that can be drawn on. */
    public static BufferedImage buffered(FaceImage picture) {
        var image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_3BYTE_BGR);
        var row = new int[picture.width() * 3];
        for (int y = 0; y < picture.height(); y++) {
            for (int i = 0; i < row.length; i++) {
                row[i] = picture.rgb()[y * row.length + i] & 0xff;
            }
            image.getRaster().setPixels(0, y, picture.width(), 1, row);
        }
        return image;
    }
}

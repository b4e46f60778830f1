package org.likeness.core.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.random.RandomGenerator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures drawn by the tests, and the fixture files. */
public final class Drawings {
    /** What every fixture shows: four quadrants, 24×16. */
    public static final int[] QUADRANTS = {0xd03020, 0x20b040, 0x3050d0, 0xe0e0e0};

    private Drawings() {}

    /** Each sample drawn evenly from [0, 255]. */
    public static FaceImage noise(int width, int height, RandomGenerator random) {
        var rgb = new byte[width * height * 3];
        random.nextBytes(rgb);
        return new FaceImage(width, height, rgb);
    }

    /** A smooth picture whose lights lie where the generator puts them. */
    public static FaceImage smooth(int width, int height, RandomGenerator random) {
        int lights = 12;
        var places = random.doubles(lights * 5L).toArray();
        var rgb = new byte[width * height * 3];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                var sum = new double[] {30, 30, 30};
                for (int light = 0; light < lights; light++) {
                    double dx = (x + 0.5) / width - places[light * 5];
                    double dy = (y + 0.5) / height - places[light * 5 + 1];
                    double glow = 120 * Math.exp(-(dx * dx + dy * dy) * 20);
                    for (int channel = 0; channel < 3; channel++) {
                        sum[channel] += glow * places[light * 5 + 2 + channel];
                    }
                }
                for (int channel = 0; channel < 3; channel++) {
                    rgb[(y * width + x) * 3 + channel] = (byte) Math.min(255, Math.round(sum[channel]));
                }
            }
        }
        return new FaceImage(width, height, rgb);
    }

    /** Stripes of few colors, so that a palette holds them. */
    public static FaceImage fewColors(int width, int height) {
        var rgb = new byte[width * height * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (i / 3 % width / 3 % 5 * 50 + i / 3 / width % 2 * i % 3);
        }
        return new FaceImage(width, height, rgb);
    }

    /** The picture as a TIFF file, compressed as the JDK's writer calls it. */
    public static byte[] tiff(FaceImage picture, String compression) {
        var bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        try (var output = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(output);
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionType(compression);
            writer.write(null, new IIOImage(buffered(picture), null, null), how);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    public static BufferedImage buffered(FaceImage picture) {
        var image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                image.setRGB(x, y, picture.at(x, y, 0) << 16 | picture.at(x, y, 1) << 8 | picture.at(x, y, 2));
            }
        }
        return image;
    }

    /** The picture as a file of a format that ImageIO writes. */
    public static byte[] encode(FaceImage picture, String format) {
        return encode(buffered(picture), format);
    }

    public static byte[] encode(BufferedImage image, String format) {
        var bytes = new ByteArrayOutputStream();
        try (var output = new MemoryCacheImageOutputStream(bytes)) {
            if (!ImageIO.write(image, format, output)) {
                throw new IllegalArgumentException("ImageIO does not write this as " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static byte[] fixture(String name) {
        try (InputStream input = Drawings.class.getResourceAsStream(name)) {
            if (input == null) {
                throw new IllegalArgumentException("no fixture " + name);
            }
            return input.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.likeness.app.cli;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.likeness.core.dataset.synthetic.SyntheticPeople;
import org.likeness.core.embedding.Calibration;
import org.likeness.core.embedding.ColorOrder;
import org.likeness.core.embedding.Distance;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.embedding.Normalization;
import org.likeness.core.embedding.OperatingPoint;
import org.likeness.core.image.Border;
import org.likeness.core.image.CropFraction;
import org.likeness.core.image.FaceCrop;
import org.likeness.core.image.FaceImage;
import org.likeness.core.recipe.NetworkSettings;
import org.likeness.model.EncoderModel;
import org.likeness.model.architecture.Architecture;
import org.likeness.model.architecture.NewNetwork;

/** Small encoders and pictures for the tests of the commands. */
public final class Samples {
    private Samples() {}

    /** An encoder of 32×32 pixels with random weights and a threshold of 0.05. */
    public static Path encoder(Path folder, long seed) {
        return encoder(folder, seed, CropFraction.WHOLE);
    }

    /** The same, of faces cut out in some way. */
    public static Path encoder(Path folder, long seed, FaceCrop crop) {
        return encoder(folder, seed, crop, List.of(new OperatingPoint(0.01, 0.05, 0.005, 0.02, 0.2)));
    }

    /** The same, calibrated at some rates. */
    static Path encoder(Path folder, long seed, FaceCrop crop, List<OperatingPoint> points) {
        NetworkSettings settings = new NetworkSettings("small-residual", 32, 16, 0, true, true);
        NewNetwork network = Architecture.SMALL_RESIDUAL.build(settings, new SplittableRandom(seed));
        Calibration calibration = new Calibration(0.05, "people made for a test", 10, 100, 1000, points);
        EncoderSpec spec = new EncoderSpec(
                32,
                32,
                ColorOrder.RGB,
                Normalization.MOBILE_FACE_NET,
                crop,
                Border.BLACK,
                16,
                Distance.SQUARED_EUCLIDEAN,
                true,
                "",
                "made for a test",
                Map.of(),
                Optional.of(calibration));
        Path file = folder.resolve("encoder-" + seed + ".onnx");
        EncoderModel.of(network.graph(), spec, network.trainable()).write(file);
        return file;
    }

    /** A picture in which the person decides the color and the number decides what is drawn on it. */
    public static Path picture(Path file, int person, int number) {
        BufferedImage image = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.getHSBColor(person / 11f, 0.9f, 0.9f));
        graphics.fillRect(0, 0, 40, 40);
        graphics.setColor(Color.BLACK);
        graphics.fillOval(6 + 3 * number, 8 + person, 9, 14);
        graphics.dispose();
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            ImageIO.write(image, "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    /** A folder a person. */
    public static Path people(Path folder, int people, int pictures) {
        for (int person = 0; person < people; person++) {
            for (int number = 0; number < pictures; number++) {
                picture(folder.resolve("person-" + person).resolve(number + ".png"), person, number);
            }
        }
        return folder;
    }

    /** A folder a synthetic person, for training. */
    public static Path syntheticPeople(Path folder, int people, int pictures) {
        SyntheticPeople everybody = new SyntheticPeople(1, 32);
        for (int person = 0; person < people; person++) {
            for (int number = 0; number < pictures; number++) {
                write(
                        everybody.render(person, number),
                        folder.resolve("person-" + person).resolve(number + ".png"));
            }
        }
        return folder;
    }

    private static void write(FaceImage face, Path file) {
        BufferedImage image = new BufferedImage(face.width(), face.height(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < face.height(); y++) {
            for (int x = 0; x < face.width(); x++) {
                image.setRGB(x, y, face.at(x, y, 0) << 16 | face.at(x, y, 1) << 8 | face.at(x, y, 2));
            }
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            ImageIO.write(image, "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Four files that cannot be read as pictures: empty, cut short, of another kind, and of 30,000×30,000 pixels. */
    public static List<Path> unreadable(Path folder) {
        try {
            Files.createDirectories(folder);
            byte[] whole = Files.readAllBytes(picture(folder.resolve("whole.tmp"), 1, 1));
            Files.delete(folder.resolve("whole.tmp"));
            ByteBuffer huge = ByteBuffer.wrap(whole.clone());
            huge.putInt(16, 30_000).putInt(20, 30_000); // width and height in IHDR
            CRC32 crc = new CRC32();
            crc.update(huge.array(), 12, 17);
            huge.putInt(29, (int) crc.getValue());
            return List.of(
                    Files.write(folder.resolve("empty.png"), new byte[0]),
                    Files.write(folder.resolve("short.png"), Arrays.copyOf(whole, whole.length / 2)),
                    Files.writeString(folder.resolve("text.jpg"), "not a picture"),
                    Files.write(folder.resolve("huge.png"), huge.array()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.likeness.recognition;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.likeness.core.embedding.Calibration;
import org.likeness.core.embedding.ColorOrder;
import org.likeness.core.embedding.Distance;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.embedding.Normalization;
import org.likeness.core.embedding.OperatingPoint;
import org.likeness.core.image.Border;
import org.likeness.core.image.CropFraction;
import org.likeness.core.recipe.NetworkSettings;
import org.likeness.model.EncoderModel;
import org.likeness.model.architecture.Architecture;
import org.likeness.model.architecture.NewNetwork;

/** Small encoders with random weights, and pictures for them. */
final class TestEncoders {
    private TestEncoders() {}

    static EncoderModel model(long seed, Optional<Calibration> calibration) {
        NetworkSettings settings = new NetworkSettings("small-residual", 32, 16, 0, true, true);
        NewNetwork network = Architecture.SMALL_RESIDUAL.build(settings, new SplittableRandom(seed));
        EncoderSpec spec = new EncoderSpec(
                32,
                32,
                ColorOrder.RGB,
                Normalization.MOBILE_FACE_NET,
                CropFraction.WHOLE,
                Border.BLACK,
                16,
                Distance.SQUARED_EUCLIDEAN,
                true,
                "",
                "made for a test",
                Map.of("seed", Long.toString(seed)),
                calibration);
        return EncoderModel.of(network.graph(), spec, network.trainable());
    }

    static Calibration calibration(double threshold) {
        OperatingPoint tenth = new OperatingPoint(0.1, threshold * 1.5, 0.09, 0.11, 0.1);
        OperatingPoint hundredth = new OperatingPoint(0.01, threshold, 0.005, 0.02, 0.2);
        return new Calibration(threshold, "people made for a test", 10, 100, 1000, List.of(tenth, hundredth));
    }

    static Path encoder(Path folder, long seed) {
        Path file = folder.resolve("encoder-" + seed + ".onnx");
        model(seed, Optional.of(calibration(0.05))).write(file);
        return file;
    }

    static Path picture(Path folder, String name, int hue) throws IOException {
        BufferedImage image = new BufferedImage(40, 48, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.getHSBColor(hue / 10f, 0.9f, 0.9f));
        graphics.fillRect(0, 0, 40, 48);
        graphics.setColor(Color.BLACK);
        graphics.fillOval(5 + hue, 8, 9, 20);
        graphics.dispose();
        Path file = folder.resolve(name);
        ImageIO.write(image, "png", file.toFile());
        return file;
    }
}

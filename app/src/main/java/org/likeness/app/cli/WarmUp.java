package org.likeness.app.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.likeness.core.embedding.ColorOrder;
import org.likeness.core.embedding.Distance;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.embedding.Normalization;
import org.likeness.core.file.ScratchFolder;
import org.likeness.core.image.Border;
import org.likeness.core.image.CropFraction;
import org.likeness.core.recipe.NetworkSettings;
import org.likeness.model.EncoderModel;
import org.likeness.model.architecture.Architecture;
import org.likeness.model.architecture.NewNetwork;

/**
 * Runs the short commands once. The launcher uses it to list the loaded classes and to create an archive from which later starts load them
 * (class-data sharing).
 */
public final class WarmUp {
    private static final String PREFIX = "likeness-warm-up";
    private static final int PIXELS = 32;
    private static final int EMBEDDING_SIZE = 16;

    private WarmUp() {}

    /** Runs them; what they answer goes nowhere. */
    public static void main(String[] arguments) throws IOException {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        try (ScratchFolder folder = ScratchFolder.create(PREFIX)) {
            for (List<String> words : commands(folder.path())) {
                Likeness.answer(OutputStream.nullOutputStream(), nowhere, words.toArray(String[]::new));
            }
        }
    }

    /**
     * The short commands, each the words of one.
     *
     * @param folder for what they work on: an encoder with random weights, two pictures, a gallery
     */
    static List<List<String>> commands(Path folder) throws IOException {
        String encoder = encoder(folder.resolve("encoder.onnx")).toString();
        String jpeg = picture(folder.resolve("face.jpg"), "jpg").toString();
        String png = picture(folder.resolve("face.png"), "png").toString();
        String gallery = folder.resolve("gallery.db").toString();
        String models = folder.resolve("models").toString();
        String state = folder.resolve("state").toString();
        return List.of(
                List.of("--version"),
                List.of("--help"),
                List.of("help", "verify"),
                List.of("models", "list", "--models", models),
                List.of("models", "list", "--models", models, "--json"),
                List.of("models", "inspect", encoder),
                List.of("verify", encoder, jpeg, png, "--threshold", "1"),
                List.of("verify", encoder, jpeg, png, "--threshold", "1", "--json"),
                List.of("enroll", encoder, "--gallery", gallery, "ann", jpeg),
                List.of("identify", encoder, "--gallery", gallery, png, "--threshold", "1"),
                List.of("gallery", "list", "--gallery", gallery),
                List.of("forget", "--gallery", gallery, "ann"),
                List.of("keys", "create", "--name", "ann", "--role", "verify", "--state", state),
                List.of("keys", "list", "--state", state));
    }

    private static Path encoder(Path file) {
        NetworkSettings settings =
                new NetworkSettings(Architecture.SMALL_RESIDUAL.key(), PIXELS, EMBEDDING_SIZE, 0, true, true);
        NewNetwork network = Architecture.SMALL_RESIDUAL.build(settings, new SplittableRandom(1));
        EncoderSpec spec = new EncoderSpec(
                PIXELS,
                PIXELS,
                ColorOrder.RGB,
                Normalization.MOBILE_FACE_NET,
                CropFraction.WHOLE,
                Border.BLACK,
                EMBEDDING_SIZE,
                Distance.SQUARED_EUCLIDEAN,
                true,
                "",
                "random weights",
                Map.of(),
                Optional.empty());
        EncoderModel.of(network.graph(), spec, network.trainable()).write(file);
        return file;
    }

    private static Path picture(Path file, String format) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            ImageIO.write(new BufferedImage(2 * PIXELS, 2 * PIXELS, BufferedImage.TYPE_INT_RGB), format, out);
        }
        return file;
    }
}

package org.likeness.spark.embed;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.likeness.core.LikenessException;
import org.likeness.core.acquisition.FaceChoice;
import org.likeness.recognition.detection.FaceFinding;

/**
 * The networks of a job, as the driver sends them to each executor once.
 *
 * @param encoder   bytes of its file
 * @param detection how faces are found; null if the pictures are faces already
 */
@SuppressWarnings("ArrayRecordComponent") // sent, and only read
record SentNetworks(byte[] encoder, @Nullable Detection detection) implements Serializable {
    /**
     * How faces are found.
     *
     * @param detector  bytes of its file
     * @param landmarks bytes of the file of a network for landmarks; null for none
     * @param size      detection size; 0 for the detector's usual one
     * @param tile      side of tiles; 0 for none
     */
    @SuppressWarnings("ArrayRecordComponent") // sent, and only read
    record Detection(
            byte[] detector, byte @Nullable [] landmarks, int size, int tile, FaceChoice choice, boolean arcFace)
            implements Serializable {
        private static Detection of(FaceFinding finding) {
            return new Detection(
                    bytes(finding.detector()),
                    finding.landmarks().map(SentNetworks::bytes).orElse(null),
                    finding.size().orElse(0),
                    finding.tile().orElse(0),
                    finding.choice(),
                    finding.arcFace());
        }
    }

    static SentNetworks of(EmbedSettings settings) {
        return new SentNetworks(
                bytes(settings.encoder()), settings.finding().map(Detection::of).orElse(null));
    }

    private static byte[] bytes(Path network) {
        try {
            return Files.readAllBytes(network);
        } catch (IOException e) {
            throw LikenessException.unavailable(
                    String.format(Locale.ROOT, "%s cannot be read: %s", network, e.getMessage()), e);
        }
    }
}

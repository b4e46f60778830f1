package org.likeness.spark.embed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.likeness.core.LikenessException;
import org.likeness.core.acquisition.FaceDetector;
import org.likeness.core.embedding.FaceEncoder;
import org.likeness.core.embedding.MirrorEncoder;
import org.likeness.recognition.OnnxEncoder;
import org.likeness.recognition.detection.FaceDetectors;

/** The networks of this process: its tasks share one session of each. */
final class ExecutorNetworks {
    private static final Map<String, FaceEncoder> ENCODERS = new HashMap<>();
    private static final Map<String, FaceDetector> DETECTORS = new HashMap<>();

    private ExecutorNetworks() {}

    /**
     * An encoder.
     *
     * @param space   of the encoder
     * @param sent    the networks, if it is not loaded yet
     * @param threads of one batch's computation, at least 1
     */
    static synchronized FaceEncoder encoder(String space, Supplier<SentNetworks> sent, boolean mirror, int threads) {
        return ENCODERS.computeIfAbsent(
                threads + " " + mirror + " " + space,
                key -> stored(sent.get().encoder(), file -> {
                    FaceEncoder encoder = OnnxEncoder.load(file, threads);
                    return mirror ? new MirrorEncoder(encoder) : encoder;
                }));
    }

    /**
     * A detector.
     *
     * @param finding tells it from others
     */
    static synchronized FaceDetector detector(String finding, SentNetworks.Detection sent, int threads) {
        return DETECTORS.computeIfAbsent(
                finding,
                key -> stored(sent.detector(), file -> {
                    FaceDetectors.Builder builder = FaceDetectors.builder(file).threads(threads);
                    if (sent.size() > 0) {
                        builder.detectionSize(sent.size());
                    }
                    if (sent.tile() > 0) {
                        builder.tile(sent.tile());
                    }
                    return Optional.ofNullable(sent.landmarks())
                            .map(bytes -> stored(
                                    bytes,
                                    landmarks -> builder.landmarks(landmarks).load()))
                            .orElseGet(builder::load);
                }));
    }

    /** What is read from a file that is there as long as it is read. */
    private static <T> T stored(byte[] bytes, Function<Path, T> reading) {
        try {
            Path file = Files.createTempFile("likeness-", ".onnx");
            try {
                Files.write(file, bytes);
                return reading.apply(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw LikenessException.unavailable("a network cannot be stored on a worker: " + e.getMessage(), e);
        }
    }
}

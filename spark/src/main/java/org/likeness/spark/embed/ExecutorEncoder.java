package org.likeness.spark.embed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.likeness.core.LikenessException;
import org.likeness.core.embedding.FaceEncoder;
import org.likeness.core.embedding.MirrorEncoder;
import org.likeness.recognition.OnnxEncoder;

/** The encoders of this process: its tasks share one session of each. */
final class ExecutorEncoder {
    private static final Map<String, FaceEncoder> LOADED = new HashMap<>();

    private ExecutorEncoder() {}

    /**
     * An encoder.
     *
     * @param space   of the encoder
     * @param file    the bytes of its file, if it is not loaded yet
     * @param threads of one batch's computation, at least 1
     */
    static synchronized FaceEncoder of(String space, Supplier<byte[]> file, boolean mirror, int threads) {
        return LOADED.computeIfAbsent(threads + " " + mirror + " " + space, key -> load(file.get(), mirror, threads));
    }

    private static FaceEncoder load(byte[] bytes, boolean mirror, int threads) {
        try {
            Path file = Files.createTempFile("likeness-", ".onnx");
            try {
                Files.write(file, bytes);
                FaceEncoder encoder = OnnxEncoder.load(file, threads);
                return mirror ? new MirrorEncoder(encoder) : encoder;
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw LikenessException.unavailable("the encoder cannot be stored on a worker: " + e.getMessage(), e);
        }
    }
}

package org.likeness.recognition.session;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.likeness.core.LikenessException;
import org.likeness.core.NativeLoading;

/**
 * Starts ONNX Runtime and deletes the copies of its native libraries: it unpacks them into a temporary folder and leaves them there when
 * the process is killed, and the empty folder always. A loaded library no longer needs its file.
 */
final class NativeRuntime {
    private static boolean started;

    private NativeRuntime() {}

    /**
     * Starts it, once.
     *
     * @throws LikenessException if there is none for this platform
     */
    static synchronized OrtEnvironment environment() {
        OrtEnvironment environment =
                NativeLoading.load("ONNX Runtime", "no network can be run", OrtEnvironment::getEnvironment);
        if (!started) {
            started = true;
            removeUnpacked();
        }
        return environment;
    }

    private static void removeUnpacked() {
        try {
            Field folder = Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("tempDirectory");
            folder.setAccessible(true);
            if (folder.get(null) instanceof Path unpacked) {
                delete(unpacked);
            }
        } catch (ReflectiveOperationException | RuntimeException | IOException e) {
            // Another version, or a system that keeps the files of loaded libraries: they go when the process ends, as
            // ever.
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> unpacked = Files.list(folder)) {
            files = unpacked.toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(folder);
    }
}

package org.likeness.model.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.Picture;
import org.likeness.core.evaluation.pair.PicturePairsFile;
import org.likeness.core.image.codec.UnreadablePictureException;
import org.likeness.model.EncoderModel;
import org.likeness.model.graph.GraphReader;
import org.likeness.model.importing.EncoderImport;
import org.likeness.model.importing.ImportProfile;
import org.likeness.model.importing.manifest.DlibResnet;
import org.likeness.model.importing.manifest.WeightsManifest;
import org.likeness.model.importing.pytorch.StateDictFile;
import org.likeness.model.safetensors.SafetensorsFile;

/**
 * Where a fuzzer enters: each class reads the fuzzer's bytes as one kind of file, which is read, or refused in one line. Anything
 * else that comes out, and any crash, is a defect. {@code CONTRIBUTING.md} has the command.
 */
public final class ReaderFuzz {
    private static final Path FOLDER = folder();

    private ReaderFuzz() {}

    /** A published ONNX file, imported; and an encoder of this project. */
    public static final class Onnx {
        private Onnx() {}

        /** Called by the fuzzer. */
        public static void fuzzerTestOneInput(byte[] bytes) {
            refusedOrRead(bytes, "net.onnx", file -> {
                EncoderImport.read(file, ImportProfile.SFACE.settings());
                GraphReader.read(file);
            });
            refusedOrRead(bytes, "encoder.onnx", EncoderModel::read);
        }
    }

    /** A checkpoint, or weights in the same format. */
    public static final class Safetensors {
        private Safetensors() {}

        /** Called by the fuzzer. */
        public static void fuzzerTestOneInput(byte[] bytes) {
            refusedOrRead(bytes, "weights.safetensors", SafetensorsFile::read);
        }
    }

    /** A manifest of weights, beside which lies a file of weights. */
    public static final class Manifest {
        private Manifest() {}

        /** Called by the fuzzer. */
        public static void fuzzerTestOneInput(byte[] bytes) {
            refusedOrRead(bytes, "manifest.json", file -> {
                write(file.resolveSibling("weights.bin"), new byte[64]);
                DlibResnet.graph(file.toString(), WeightsManifest.read(file).tensors());
            });
        }
    }

    /** Weights as {@code torch.save} writes them. */
    public static final class StateDict {
        private StateDict() {}

        /** Called by the fuzzer. */
        public static void fuzzerTestOneInput(byte[] bytes) {
            refusedOrRead(bytes, "weights.pt", StateDictFile::read);
        }
    }

    /** Pictures in pairs, as benchmarks are distributed; each picture that is found is read. */
    public static final class PicturePairs {
        private PicturePairs() {}

        /** Called by the fuzzer. */
        public static void fuzzerTestOneInput(byte[] bytes) {
            refusedOrRead(
                    bytes,
                    "pairs.bin",
                    file -> PicturePairsFile.read(file).pairs().pairs().stream()
                            .flatMap(pair -> Stream.of(pair.first(), pair.second()))
                            .forEach(ReaderFuzz::refusedOrRead));
        }
    }

    private static void refusedOrRead(Picture picture) {
        try {
            picture.content();
        } catch (UnreadablePictureException e) {
            requireOneLine(e);
        }
    }

    private static void refusedOrRead(byte[] bytes, String name, Consumer<Path> reader) {
        Path file = FOLDER.resolve(name);
        write(file, bytes);
        try {
            reader.accept(file);
        } catch (LikenessException e) {
            requireOneLine(e);
        }
    }

    private static void requireOneLine(RuntimeException e) {
        String message = String.valueOf(e.getMessage());
        if (message.isBlank() || message.lines().count() != 1) {
            throw new IllegalStateException(
                    String.format(Locale.ROOT, "a refusal in other than one line: \"%s\"", message), e);
        }
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("likeness-hostile");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.likeness.model.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every file that a fuzzer once found is read or refused in one line. */
final class HostileFilesTest {
    private static final Map<String, Consumer<byte[]>> READERS = Map.of(
            "onnx", ReaderFuzz.Onnx::fuzzerTestOneInput,
            "safetensors", ReaderFuzz.Safetensors::fuzzerTestOneInput,
            "manifest", ReaderFuzz.Manifest::fuzzerTestOneInput,
            "state-dict", ReaderFuzz.StateDict::fuzzerTestOneInput,
            "picture-pairs", ReaderFuzz.PicturePairs::fuzzerTestOneInput);

    @TestFactory
    Stream<DynamicTest> isReadOrRefusedInOneLine() throws IOException, URISyntaxException {
        URI resources = Objects.requireNonNull(HostileFilesTest.class.getResource("manifest"))
                .toURI();
        Path root = Objects.requireNonNull(Path.of(resources).getParent());
        List<Path> files;
        try (Stream<Path> walk = Files.walk(root)) {
            files = walk.filter(file -> READERS.containsKey(kind(file)) && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        }
        assertThat(files).isNotEmpty();
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(root.relativize(file).toString(), () -> {
                    byte[] bytes = Files.readAllBytes(file);
                    Objects.requireNonNull(READERS.get(kind(file))).accept(bytes);
                }));
    }

    private static String kind(Path file) {
        return String.valueOf(Objects.requireNonNull(file.getParent()).getFileName());
    }
}

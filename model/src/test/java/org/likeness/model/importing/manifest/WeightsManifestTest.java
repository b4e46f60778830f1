package org.likeness.model.importing.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.likeness.core.LikenessException;
import org.likeness.core.file.Sha256;
import org.likeness.model.graph.TensorData.Floats;

final class WeightsManifestTest {
    private static final String TWO = """
            [{"paths": ["a.bin", "b.bin"], "weights": [
              {"name": "plain", "shape": [2, 1], "dtype": "float32"},
              {"name": "bytes", "shape": [3], "dtype": "float32",
               "quantization": {"dtype": "uint8", "scale": 0.5, "min": -10}},
              {"name": "shorts", "shape": [], "dtype": "float32",
               "quantization": {"dtype": "uint16", "scale": 2, "min": 1}}]}]
            """;

    @TempDir
    private Path folder;

    private Path write(String manifest, byte[] first, byte[] second) throws IOException {
        Files.write(folder.resolve("a.bin"), first);
        Files.write(folder.resolve("b.bin"), second);
        return Files.writeString(folder.resolve("manifest.json"), manifest);
    }

    private Path sample(String manifest) throws IOException {
        byte[] bytes = ByteBuffer.allocate(13)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(1.5f)
                .putFloat(-2f)
                .put((byte) 0)
                .put((byte) 1)
                .put((byte) 255)
                .putShort((short) 40_000)
                .array();
        return write(manifest, java.util.Arrays.copyOf(bytes, 5), java.util.Arrays.copyOfRange(bytes, 5, 13));
    }

    private static Floats tensor(WeightsManifest.Contents contents, String name) {
        return Objects.requireNonNull(contents.tensors().get(name), name);
    }

    private void requireRefused(String manifest, String message) throws IOException {
        Path file = sample(manifest);
        assertThatThrownBy(() -> WeightsManifest.read(file))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    @Test
    void tensorsRunAcrossFilesAndQuantizedOnesAreScaled() throws IOException {
        WeightsManifest.Contents contents = WeightsManifest.read(sample(TWO));
        assertThat(contents.tensors().keySet()).containsExactly("plain", "bytes", "shorts");
        assertThat(tensor(contents, "plain").values()).containsExactly(1.5f, -2f);
        assertThat(tensor(contents, "plain").shape()).containsExactly(2, 1);
        assertThat(tensor(contents, "bytes").values()).containsExactly(-10f, -9.5f, 117.5f);
        assertThat(tensor(contents, "shorts").values()).containsExactly(80_001f);
        assertThat(tensor(contents, "shorts").shape()).isEmpty();
        assertThat(contents.hashes())
                .containsEntry("manifest.json", Sha256.of(TWO.getBytes(StandardCharsets.UTF_8)))
                .containsOnlyKeys("manifest.json", "a.bin", "b.bin");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"shape\": [3] | \"shape\": [4] | \"shorts\" needs 2 bytes: 1 are left",
                "\"shape\": [3] | \"shape\": [2] | its files have 1 more",
                "\"shape\": [3] | \"shape\": [0] | whole numbers of 1 and more are expected",
                "\"shape\": [3] | \"shape\": [3.5] | whole numbers of 1 and more are expected",
                "\"shape\": [3] | \"shape\": [2147483647, 2147483647, 2147483647] | has more than",
                "\"shape\": [3] | \"shape\": [1,1,1,1,1,1,1,1,3] | at most 8 sizes",
                "\"uint8\" | \"int4\" | is quantized to \"int4\": uint8 and uint16 are read",
                "\"scale\": 0.5 | \"scale\": \"much\" | without a finite scale and min",
                "\"scale\": 0.5 | \"scale\": 1e300 | finite numbers are expected",
                "\"name\": \"bytes\" | \"name\": \"plain\" | each has a name of its own",
                "\"float32\"} | \"string\"} | is of type \"string\": float32 is read",
                "\"a.bin\" | \"../a.bin\" | a file in the manifest's own folder is expected",
                "\"a.bin\" | \"/etc/hostname\" | a file in the manifest's own folder is expected",
                "\"a.bin\" | \"none.bin\" | put it in the same folder",
                "\"paths\" | \"path\" | a group without \"paths\"",
                "\"weights\" | \"weight\" | a group without \"weights\"",
                "}]}] | }] | is no JSON"
            })
    void whatIsNotUnderstoodIsRefused(String part, String other, String message) throws IOException {
        requireRefused(TWO.replace(part, other), message);
    }

    @Test
    void anotherDocumentIsNoManifest() throws IOException {
        requireRefused("{}", "is not a manifest of weights");
        requireRefused("[]", "is not a manifest of weights");
        assertThatThrownBy(() -> WeightsManifest.read(folder.resolve("none.json")))
                .isInstanceOf(LikenessException.class);
    }

    @Test
    void damagedManifestsAreRefusedOrReadWhole() throws IOException {
        long seed = 20261125;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 700; round++) {
            StringBuilder text = new StringBuilder(TWO);
            for (int change = random.nextInt(1, 4); change > 0; change--) {
                text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(32, 127));
            }
            Path file = sample(text.toString());
            try {
                WeightsManifest.read(file);
            } catch (LikenessException e) {
                assertThat(e.getMessage()).as("seed %d, round %d", seed, round).hasLineCount(1);
            }
        }
    }
}

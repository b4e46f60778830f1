package org.likeness.training.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.likeness.core.LikenessException;
import org.likeness.core.embedding.EncoderId;
import org.likeness.core.file.Sha256;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.model.graph.TensorData;
import org.likeness.model.safetensors.Safetensors;
import org.likeness.model.safetensors.SafetensorsFile;
import org.likeness.training.diagnostics.MonitorEntry;
import org.likeness.training.diagnostics.MonitorState;
import org.likeness.training.event.Diagnosis.Symptom;
import org.likeness.training.event.EvaluationMetrics;
import org.likeness.training.recipe.RecipeReader;
import tools.jackson.databind.json.JsonMapper;

final class CheckpointsTest {
    private static final TrainingRecipe RECIPE =
            RecipeReader.defaults().set("loss.margin=0.3").recipe();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit's
    private Path folder;

    private static Checkpoints twoOf(Path folder) {
        return new Checkpoints(folder, 2, false);
    }

    private static Checkpoint checkpoint(long step) {
        return checkpoint(step, step);
    }

    private static Checkpoint checkpoint(long step, long best) {
        return new Checkpoint(
                step,
                Map.of("conv1.weight", floats(2, 3, -1.5f), "norm1.mean", floats(1, 2, 0.5f)),
                Map.of("steps", new TensorData.Floats(new long[] {1}, new float[] {12})),
                Map.of("queue/rows", new TensorData.Longs(new long[] {2}, new long[] {7, 1L << 40})),
                RECIPE,
                "0123abcd",
                "random weights",
                Optional.of(new EncoderId("0a".repeat(32))),
                Optional.of(new EvaluationMetrics(best, 0.9, 0.95, 1.1, 600, true, 1.5)),
                Optional.of(new EvaluationMetrics(0, 0.8, 0.85, 1.2, 600, false, 0)),
                MonitorState.NONE,
                2.5);
    }

    private static TensorData.Floats floats(int rows, int columns, float first) {
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = first + i;
        }
        return new TensorData.Floats(new long[] {rows, columns}, values);
    }

    @Test
    void whatIsSavedComesBack() {
        Checkpoints checkpoints = twoOf(folder.resolve("made"));
        assertThat(checkpoints.latest()).isEmpty();
        checkpoints.save(checkpoint(12));
        assertThat(checkpoints.latest()).get().usingRecursiveComparison().isEqualTo(checkpoint(12));
    }

    /** 40,000 values of either kind are digested in more pieces than one, whose borders must not show. */
    @Test
    void theDigestIsThatOfAllValuesInOrder() throws IOException {
        float[] floats = new float[40_000];
        long[] longs = new long[40_000];
        ByteBuffer bytes = ByteBuffer.allocate(12 * 40_000).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < floats.length; i++) {
            floats[i] = i / 7f;
            bytes.putFloat(floats[i]);
        }
        for (int i = 0; i < longs.length; i++) {
            longs[i] = 3L * i << 20;
            bytes.putLong(longs[i]);
        }
        Checkpoint plain = checkpoint(1);
        Checkpoint large = new Checkpoint(
                1,
                Map.of(),
                Map.of(),
                Map.of(
                        "a", new TensorData.Floats(new long[] {40_000}, floats),
                        "b", new TensorData.Longs(new long[] {40_000}, longs)),
                RECIPE,
                plain.data(),
                plain.start(),
                Optional.empty(),
                plain.best(),
                plain.beginning(),
                plain.monitor(),
                1);
        Path file = twoOf(folder).save(large);
        MessageDigest digest = Sha256.digest();
        digest.update(bytes.array());
        assertThat(SafetensorsFile.read(file).metadata()).containsEntry("sha256", Sha256.hex(digest));
        assertThat(twoOf(folder).latest()).isPresent();
    }

    @Test
    void theLatestTwoAreKeptAndTheLatestIsRead() throws IOException {
        Checkpoints checkpoints = twoOf(folder);
        Files.writeString(folder.resolve("step-000000003.safetensors.77.tmp"), "half written");
        Files.writeString(folder.resolve("notes.txt"), "somebody's own");
        for (long step : new long[] {5, 10, 100_000_000}) {
            checkpoints.save(checkpoint(step));
        }
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("step-000000010.safetensors", "step-100000000.safetensors", "notes.txt");
        }
        assertThat(checkpoints.latest().orElseThrow().step()).isEqualTo(100_000_000);
    }

    @ParameterizedTest
    @CsvSource({"1,false,40", "3,false,20 30 40", "1,true,20 40", "3,true,20 30 40", "2,true,20 30 40"})
    void asManyAreKeptAsIsSaidAndTheBestOfThemTooIfThatIsWished(int kept, boolean keepsBest, String left)
            throws IOException {
        Checkpoints checkpoints = new Checkpoints(folder, kept, keepsBest);
        checkpoints.save(checkpoint(10, 10));
        checkpoints.save(checkpoint(20, 20));
        checkpoints.save(checkpoint(30, 20));
        checkpoints.save(checkpoint(40, 20));
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString().replaceAll("step-0*|\\..*", ""))
                            .sorted())
                    .containsExactly(left.split(" "));
        }
        assertThat(checkpoints.latest().orElseThrow().step()).isEqualTo(40);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.002, 0.5, 0.99, 0.9999})
    void aTruncatedOneIsRefusedAndTheOneBeforeIsNamed(double share) throws IOException {
        Checkpoints checkpoints = twoOf(folder);
        Path before = checkpoints.save(checkpoint(5));
        Path latest = checkpoints.save(checkpoint(10));
        byte[] whole = Files.readAllBytes(latest);
        Files.write(latest, Arrays.copyOf(whole, (int) (share * whole.length)));
        assertThatThrownBy(checkpoints::latest)
                .isInstanceOf(LikenessException.class)
                .hasMessageStartingWith(latest + " is corrupt: ")
                .hasMessageEndingWith("; remove it to resume from the previous one, " + before)
                .hasMessageNotContaining("\n");
        Files.delete(latest);
        assertThat(checkpoints.latest().orElseThrow().step()).isEqualTo(5);
    }

    @Test
    void aFlippedBitIsSeen() throws IOException {
        Checkpoints checkpoints = twoOf(folder);
        Path file = checkpoints.save(checkpoint(5));
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 6] ^= 4;
        Files.write(file, bytes);
        assertThatThrownBy(checkpoints::latest)
                .isInstanceOf(LikenessException.class)
                .hasMessage(file + " is corrupt: the checksum of its tensors does not match; there is no earlier one;"
                        + " start the run again in another folder");
    }

    private static String golden(String name) {
        try (InputStream resource = Objects.requireNonNull(CheckpointsTest.class.getResourceAsStream(name))) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What docs/formats/checkpoint.md describes: a type that is renamed changes none of it. */
    @Test
    void theJsonOfACheckpointIsThatOfTheGoldenExamples() {
        JsonMapper json = JsonMapper.builder().build();
        Map<String, String> metadata =
                SafetensorsFile.read(twoOf(folder).save(checkpoint(5))).metadata();
        assertThat(metadata.get("likeness.checkpoint")).isEqualTo("3");
        assertThat(metadata.get("best")).isEqualTo(golden("evaluation.json"));
        String monitor = golden("monitor.json");
        MonitorEntry entry = json.readValue(monitor, MonitorEntry.class);
        assertThat(json.writeValueAsString(entry)).isEqualTo(monitor);
        assertThat(json.writeValueAsString(MonitorEntry.of(entry.state()))).isEqualTo(monitor);
    }

    @Test
    void aCheckpointOfVersion2WithItsNamesOfSymptomsIsRead() {
        Checkpoints checkpoints = twoOf(folder);
        Path file = checkpoints.save(checkpoint(5));
        Safetensors content = SafetensorsFile.read(file);
        Map<String, String> metadata = new TreeMap<>(content.metadata());
        metadata.put("likeness.checkpoint", "2");
        metadata.put(
                "monitor",
                golden("monitor.json").replace("dead-gradient", "DEAD_GRADIENT").replace("overfitting", "OVERFITTING"));
        SafetensorsFile.write(file, new Safetensors(content.tensors(), metadata));
        assertThat(checkpoints.latest().orElseThrow().monitor().said())
                .containsExactlyInAnyOrder(Symptom.DEAD_GRADIENT, Symptom.OVERFITTING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "likeness.checkpoint | 1 | is not a checkpoint of version 2 or 3: likeness.checkpoint is 1; resume that run with the release that started it",
                "likeness.checkpoint |   | is not a checkpoint of version 2 or 3: likeness.checkpoint is null",
                "step | | \"step\" is missing",
                "step | many | is corrupt",
                "step | -1 | checkpoint of step -1",
                "elapsed | NaN | after NaN s",
                "data | | \"data\" is missing",
                "start | | \"start\" is missing",
                "sha256 | 00 | the checksum of its tensors does not match",
                "best | null | \"best\" is null",
                "best | {\"step\":\"x\"} | is corrupt",
                "recipe | nonsense: 1 | nonsense",
                "monitor | null | \"monitor\" is null",
                "monitor | {\"said\":[\"gout\"]} | is corrupt",
                "best | {\"step\":5,\"accuracy\":0.9,\"auc\":0.95,\"threshold\":1.1,\"pairs\":600,\"best\":true} | is corrupt",
            })
    void metadataThatCannotBeTrustedAreRefused(String key, @Nullable String value, String message) {
        Checkpoints checkpoints = twoOf(folder);
        Path file = checkpoints.save(checkpoint(5));
        Safetensors content = SafetensorsFile.read(file);
        Map<String, String> metadata = new TreeMap<>(content.metadata());
        if (value == null) {
            metadata.remove(key);
        } else {
            metadata.put(key, value);
        }
        SafetensorsFile.write(file, new Safetensors(content.tensors(), metadata));
        assertThatThrownBy(checkpoints::latest)
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    @Test
    void tensorsThatBelongNowhereAreRefused() {
        Checkpoints checkpoints = twoOf(folder);
        Path file = checkpoints.save(checkpoint(5));
        Safetensors content = SafetensorsFile.read(file);
        TreeMap<String, TensorData> tensors = new TreeMap<>(content.tensors());
        tensors.put("stranger", new TensorData.Longs(new long[] {1}, new long[] {1}));
        SafetensorsFile.write(file, new Safetensors(tensors, content.metadata()));
        assertThatThrownBy(checkpoints::latest)
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("the tensor \"stranger\" belongs to no part of a checkpoint");
    }
}

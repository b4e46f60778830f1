package org.likeness.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.dataset.folder.FolderDataset;
import tools.jackson.databind.JsonNode;

/** The same pictures in folders, in a RecordIO file and in shards: every command gives the same figures. */
class ShardCommandsTest {
    @TempDir
    private static Path shared;

    private static Path people;
    private static Path records;
    private static Path shards;
    private static Path recipe;

    @BeforeAll
    static void write() throws IOException {
        people = shared.resolve("people");
        Path named = new TinyTraining(shared.resolve("tiny")).people();
        recipe = shared.resolve("tiny/tiny.yaml");
        Files.createDirectories(people);
        for (int person = 0; person < 15; person++) { // labels are numbers
            Files.move(named.resolve("person-" + person), people.resolve(Integer.toString(person)));
        }
        records = Files.write(
                Files.createDirectories(shared.resolve("mxnet")).resolve("train.rec"),
                records(FolderDataset.read(people)));
        shards = shared.resolve("shards");
        CommandRun.of("data", "shard", "--data", people, "--pictures", 16, "--out", shards)
                .assertDone();
    }

    /** A record for each picture, without an index. */
    private static byte[] records(FaceDataset data) {
        var out = new ByteArrayOutputStream();
        int key = 1;
        for (Identity identity : data.identities()) {
            for (Picture picture : identity.pictures()) {
                byte[] content = picture.content();
                int length = 24 + content.length;
                ByteBuffer record =
                        ByteBuffer.allocate(8 + (length + 3) / 4 * 4).order(ByteOrder.LITTLE_ENDIAN);
                record.putInt(0xCED7230A).putInt(length).putInt(0).putFloat(Float.parseFloat(identity.name()));
                record.putLong(key++).putLong(0).put(content);
                out.writeBytes(record.array());
            }
        }
        return out.toByteArray();
    }

    private static Stream<Path> sets() {
        return Stream.of(records, shards, shards.resolve("faces-*.tar"), shards.resolve("index.json"));
    }

    @Test
    void trainingLearnsTheSame() throws IOException {
        List<String> expected = trained(people, "folders", List.of());
        assertThat(expected).hasSizeGreaterThan(6);
        assertThat(trained(records, "records", List.of())).isEqualTo(expected);
        assertThat(trained(shards, "shards", List.of())).isEqualTo(expected);
    }

    /** Batches from a few shards at a time; what was stopped goes on as if it had not been. */
    @Test
    void batchesFromAFewShardsAreResumedExactly() throws IOException {
        List<Object> settings =
                List.of("--set", "sampling.shards=2", "--set", "schedule.form=constant", "--set", "schedule.warmUp=0");
        List<String> once = trained(shards, "once", settings, "--set", "run.steps=6");
        trained(shards, "begun", settings, "--set", "run.steps=3");
        List<String> resumed = trained(shards, "begun", settings, "--set", "run.steps=6", "--resume");
        assertThat(resumed.get(resumed.size() - 1)).isEqualTo(once.get(once.size() - 1));
        List<String> ofAll = trained(shards, "all", settings, "--set", "run.steps=6", "--set", "sampling.shards=0");
        assertThat(once).isNotEqualTo(ofAll);
        CommandRun.of(
                        "train",
                        "--data",
                        people,
                        "--out",
                        shared.resolve("runs/f"),
                        "--recipe",
                        recipe,
                        "--set",
                        "sampling.shards=2")
                .assertMistake("is not in a shard");
    }

    /** The metrics of a run without its times, and the hash of its encoder's weights. */
    private static List<String> trained(Path data, String run, List<Object> settings, Object... more)
            throws IOException {
        Path out = shared.resolve("runs").resolve(run);
        List<Object> words = new ArrayList<>(List.of("train", "--data", data, "--out", out, "--recipe", recipe));
        words.addAll(settings);
        words.addAll(List.of(more));
        CommandRun.of(words.toArray()).assertDone();
        String space = CommandRun.of("models", "inspect", out.resolve("encoder.onnx"), "--json")
                .json()
                .at("/space")
                .asString();
        assertThat(space).isNotEmpty();
        return Stream.concat(
                        Files.readAllLines(out.resolve("metrics.jsonl")).stream()
                                .map(line -> line.replaceAll(
                                        "\"(\\w*[sS]econds?|\\w*PerSecond|waitingShare|time|timestamp)\": ?[^,}]*",
                                        "")),
                        Stream.of(space))
                .toList();
    }

    @Test
    void evaluationGivesTheSameFigures() {
        Path encoder = Samples.encoder(shared, 3);
        JsonNode expected = evaluated(encoder, people);
        assertThat(expected.isMissingNode()).isFalse();
        sets().forEach(set -> assertThat(evaluated(encoder, set)).isEqualTo(expected));
    }

    private static JsonNode evaluated(Path encoder, Path data) {
        return CommandRun.of("evaluate", encoder, "--data", data, "--generated", 50, "--json")
                .json()
                .at("/result/verification");
    }

    @Test
    void inspectionAndAuditSeeTheSame() {
        JsonNode expected = inspected(people);
        sets().forEach(set -> {
            JsonNode found = inspected(set);
            for (String field :
                    List.of("peopleCount", "pictureCount", "histogram", "sizes", "nearIdentical", "damageCount")) {
                assertThat(found.at("/" + field).size())
                        .isEqualTo(expected.at("/" + field).size());
            }
            assertThat(found.at("/histogram")).isEqualTo(expected.at("/histogram"));
            assertThat(found.at("/damageCount").asInt()).isZero();
        });
        assertThat(inspected(shards).at("/dataHash")).isEqualTo(expected.at("/dataHash"));
        CommandRun audit = CommandRun.of(
                "data", "audit", "--data", records, "--against", shards, "--out", shared.resolve("audit"), "--json");
        assertThat(audit.json().at("/copies").size()).isEqualTo(60);
    }

    private static JsonNode inspected(Path data) {
        return CommandRun.of("data", "inspect", "--data", data, "--json").json();
    }

    @Test
    void embeddingsAreTheSameHereAndOnAServer() throws IOException {
        Path encoder = Samples.encoder(shared, 3);
        List<String> expected = withoutNames(embedded(encoder, people));
        assertThat(expected).hasSize(60);
        try (RunningService service = RunningService.start(shared, encoder)) {
            sets().forEach(set -> {
                List<String> rows = embedded(encoder, set);
                assertThat(withoutNames(rows)).isEqualTo(expected);
                assertThat(embedded("--server", service.address(), set)).isEqualTo(rows);
            });
        }
    }

    private static List<String> embedded(Object... words) {
        Path out = shared.resolve("rows.csv");
        List<Object> all = new ArrayList<>(List.of("embed", "--out", out));
        all.addAll(List.of(words));
        CommandRun.of(all.toArray()).assertDone();
        try {
            return Files.readAllLines(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sorted, without the header. */
    private static List<String> withoutNames(List<String> rows) {
        return rows.stream()
                .skip(1)
                .map(row -> row.substring(row.indexOf(',') + 1))
                .sorted()
                .toList();
    }

    @Test
    void aServerIsSentWhatCanBeReadAndTheRestIsNamed() throws IOException {
        Path encoder = Samples.encoder(shared, 3);
        Path mixed = shared.resolve("mixed.rec");
        byte[] bytes = Files.readAllBytes(records);
        int picture = 32; // behind the heads of the first record
        bytes[picture] ^= 1; // is no picture any more: the server says so
        Files.write(mixed, Arrays.copyOf(bytes, bytes.length - 8)); // and the last one ends too early
        Path out = shared.resolve("mixed.csv");
        try (RunningService service = RunningService.start(Files.createDirectories(shared.resolve("staff")), encoder)) {
            CommandRun remote = CommandRun.of("embed", "--server", service.address(), mixed, "--out", out, "--json");
            CommandRun local = CommandRun.of("embed", encoder, mixed, "--out", out, "--json");
            assertThat(notes(remote)).isEqualTo(notes(local)).hasSize(2);
            assertThat(remote.err()).contains("damaged: ", "; skipped (1 of 59 pictures");
            assertThat(remote.json()).isEqualTo(local.json());
            assertThat(remote.json().at("/failures").size()).isEqualTo(1);
        }
    }

    /** Without the progress, which goes by requests on a server. */
    private static List<String> notes(CommandRun run) {
        return run.err()
                .lines()
                .filter(line -> !line.matches("embed \\d+/\\d+"))
                .toList();
    }

    @Test
    void damageIsSaidCountedAndDoesNotEndTheCommand() throws IOException {
        byte[] bytes = Files.readAllBytes(records);
        bytes[0] ^= 1;
        Path damaged = Files.write(shared.resolve("damaged.rec"), bytes);
        CommandRun run = CommandRun.of("data", "inspect", "--data", damaged, "--json");
        assertThat(run.err()).contains("damaged: damaged.rec, bytes 0 to ");
        assertThat(run.json().at("/damageCount").asInt()).isEqualTo(1);
        assertThat(run.json().at("/damages/0").asString()).contains("the magic number is missing");
        assertThat(run.json().at("/pictureCount").asInt()).isEqualTo(59);
        assertThat(CommandRun.of("data", "inspect", "--data", damaged).out())
                .contains("damaged places of the files: 1");
    }

    @Test
    void mistakesAreSaidInOneLine() throws IOException {
        CommandRun.of("data", "inspect", "--data", shared.resolve("none.rec")).assertMistake("none.rec: no such file");
        CommandRun.of("train", "--data", shards.resolve("faces-{000000..000099}.tar"), "--out", shared.resolve("r"))
                .assertMistake("faces-0000", "no such file");
        CommandRun.of("data", "shard", "--data", people, "--pictures", 0, "--out", shared.resolve("s0"))
                .assertMistake("--pictures 0: it must lie in");
        CommandRun.of("data", "shard", "--data", people, "--pictures", 9, "--out", shards)
                .assertMistake("contains shards of another set");
        Path both = Files.createDirectories(shared.resolve("both"));
        Files.copy(records, both.resolve("a.rec"));
        Files.copy(records, both.resolve("b.rec"));
        CommandRun.of("data", "inspect", "--data", both).assertMistake("contains several sets (a.rec, b.rec)");
    }
}

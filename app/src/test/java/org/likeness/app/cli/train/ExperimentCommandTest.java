package org.likeness.app.cli.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.likeness.app.cli.CommandRun;
import org.likeness.app.cli.Golden;
import org.likeness.app.cli.TinyTraining;
import org.likeness.app.experiment.Experiment;
import org.likeness.app.report.Drawings;
import org.likeness.core.file.FolderLock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares recipes as a user does. */
@Tag("slow")
class ExperimentCommandTest {
    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private static Path people;

    @BeforeAll
    static void makePeople() {
        people = new TinyTraining(shared).people();
    }

    private Path experiment(String text) throws IOException {
        Path file = folder.resolve("experiment.yaml");
        Files.writeString(file, text);
        return file;
    }

    private static String twoRecipes(String margin) {
        return String.format(Locale.ROOT, """
                title: Two margins and a collapse
                seeds: [1, 2]
                testPeople: 3
                pairs: 12
                recipe: %s
                settings: {data.heldBackIdentities: 2}
                variants:
                  usual: {}
                  wide: {loss: {margin: %s}}
                  wild: {optimizer.learningRate: 100, optimizer.gradientClipping: 0, optimizer.algorithm: sgd, network.batchNormBeforeSphere: false}
                """, shared.resolve("tiny.yaml"), margin);
    }

    private CommandRun run(Path file, Path out, Object... more) {
        Object[] words = new Object[6 + more.length];
        System.arraycopy(new Object[] {"experiment", file, "--data", people, "--out", out}, 0, words, 0, 6);
        System.arraycopy(more, 0, words, 6, more.length);
        return CommandRun.of(words);
    }

    @Test
    void everyVariantIsTrainedWithEverySeedAndJudgedByTheSamePairs() throws IOException {
        Path out = folder.resolve("out");
        JsonNode answer =
                run(experiment(twoRecipes("0.5")), out, "--json").assertDone().json();
        assertThat(answer.at("/finished").asBoolean()).isTrue();
        Golden.accept("experiment", answer, folder, "/runs/*/figures", "/runs/*/recipe");
        assertThat(answer.at("/pairs").asString()).contains("24 pairs", "3 people held back");
        assertThat(StreamSupport.stream(answer.at("/runs").spliterator(), false)
                        .map(result -> result.at("/variant").asString() + " "
                                + result.at("/seed").asLong()))
                .containsExactly("usual 1", "wide 1", "wild 1", "usual 2", "wide 2", "wild 2");
        double accuracy = answer.at("/runs/0/figures/accuracy").asDouble();
        JsonNode again = CommandRun.of(
                        "evaluate",
                        out.resolve("usual/seed-1/encoder.onnx"),
                        "--data",
                        people,
                        "--generated",
                        5,
                        "--json")
                .assertDone()
                .json();
        assertThat(accuracy).isBetween(0.2, 1.0).isCloseTo(Math.round(24 * accuracy) / 24.0, within(1e-12));
        assertThat(again.at("/space").asString()).isNotEmpty();
        Drawings.requireReadable(Files.readString(out.resolve("results.html")));
        assertThat(out.resolve("figures/auc-by-variant.svg")).exists();
        assertThat(out.resolve("figures/learning-over-step.svg")).exists();
        assertThat(out.resolve("results.md")).content().contains("| usual | 2 |", "| wide | 2 |", "Two margins");
    }

    @Test
    void whatIsDoneStaysDone() throws IOException {
        Path out = folder.resolve("out");
        Path file = experiment(twoRecipes("0.5"));
        String first = run(file, out).assertDone().out();
        Path kept = out.resolve("wide/seed-1");
        Files.delete(out.resolve("usual/seed-2/result.json"));
        byte[] encoder = Files.readAllBytes(kept.resolve("encoder.onnx"));
        var written = Files.getLastModifiedTime(kept.resolve("encoder.onnx"));
        assertThat(run(file, out).assertDone().out()).isEqualTo(first);
        assertThat(Files.readAllBytes(kept.resolve("encoder.onnx"))).isEqualTo(encoder);
        assertThat(Files.getLastModifiedTime(kept.resolve("encoder.onnx"))).isEqualTo(written);
        run(experiment(twoRecipes("0.7")), out).assertMistake("loss.margin: 0.5 → 0.7", "choose another --out");
    }

    @Test
    void aSecondOneInTheSameFolderIsRefused() throws IOException {
        Path out = Files.createDirectories(folder.resolve("out"));
        try (FolderLock first = FolderLock.of(out)) {
            run(experiment(twoRecipes("0.5")), out).assertMistake(out + " is in use by process");
        }
        assertThat(out.resolve("usual")).doesNotExist();
    }

    @Test
    void resultsThatOthersJudgedAreNotMixedWithNewOnes() throws IOException {
        Path out = folder.resolve("out");
        String text = twoRecipes("0.5").replace("seeds: [1, 2]", "seeds: [1]");
        run(experiment(text), out).assertDone();
        run(experiment(text.replace("testPeople: 3", "testPeople: 4")), out)
                .assertMistake("testPeople=3", "testPeople=4", "--out");
        run(experiment(text.replace("pairs: 12", "pairs: 11")), out).assertMistake("pairs=12", "pairs=11", "--out");
        Path fewer = folder.resolve("fewer");
        copyWithoutLast(people, fewer);
        CommandRun.of("experiment", experiment(text), "--data", fewer, "--out", out)
                .assertMistake("was tested on other data", "data=");
    }

    @Test
    void runsDifferInWhatTheyAreGivenAndOthersSelectTheirSteps() throws IOException {
        Path out = folder.resolve("out");
        Path start = folder.resolve("start");
        CommandRun.of(
                        "train",
                        "--data",
                        people,
                        "--recipe",
                        shared.resolve("tiny.yaml"),
                        "--out",
                        start,
                        "--set",
                        "run.steps=2")
                .assertDone();
        String text = String.format(Locale.ROOT, """
                seeds: [1]
                testPeople: 3
                pairs: 12
                validation: 2
                recipe: %s
                given: {pictures: 2}
                variants:
                  two: {}
                  copies: {given: {pictures: 1, copies: 3, people: 6}}
                  further: {given: {start: %s}, run.steps: 4}
                """, shared.resolve("tiny.yaml"), start.resolve("encoder.onnx"));
        JsonNode answer = run(experiment(text), out, "--set", "run.logEvery=1", "--json")
                .assertDone()
                .json();
        assertThat(provenance(answer, out, "two"))
                .containsEntry("identities", "10")
                .containsEntry("pictures", "20")
                .containsEntry("heldBackIdentities", "2");
        assertThat(provenance(answer, out, "copies"))
                .containsEntry("identities", "6")
                .containsEntry("pictures", "18");
        assertThat(provenance(answer, out, "further").get("start")).startsWith("encoder ");
        assertThat(answer.at("/runs/0/figures/validationAreaUnderCurve").asDouble())
                .isBetween(0.1, 1.0);
        run(experiment(text.replace("copies: 3", "copies: 2")), out).assertMistake("has other inputs", "copies=3");
        run(experiment(text), out, "--set", "loss.margin=0.7").assertMistake("loss.margin", "--out");
    }

    private static Map<String, String> provenance(JsonNode answer, Path out, String variant) throws IOException {
        assertThat(answer.at("/finished").asBoolean()).isTrue();
        JsonNode tree =
                JsonMapper.shared().readTree(Files.readString(out.resolve(variant + "/seed-1/provenance.json")));
        Map<String, String> entries = new TreeMap<>();
        tree.properties()
                .forEach(entry -> entries.put(entry.getKey(), entry.getValue().asString("")));
        return entries;
    }

    /** Copies people's folders, all but the last one. */
    private static void copyWithoutLast(Path from, Path to) throws IOException {
        List<Path> folders;
        try (Stream<Path> all = Files.list(from)) {
            folders = all.filter(Files::isDirectory).sorted().toList();
        }
        for (Path folder : folders.subList(0, folders.size() - 1)) {
            Path copy = Files.createDirectories(to.resolve(folder.getFileName()));
            try (Stream<Path> pictures = Files.list(folder)) {
                for (Path picture : pictures.toList()) {
                    Files.copy(picture, copy.resolve(picture.getFileName()));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "seeds: [1] | has no variants",
                "{testPeople: 3, pairs: 12, variants: {a: {}}} | seeds is missing",
                "{seeds: [1, 1], testPeople: 3, pairs: 12, variants: {a: {}}} | whole numbers that differ",
                "{seeds: [1], pairs: 12, variants: {a: {}}} | testPeople is missing",
                "{seeds: [1], testPeople: 1, pairs: 12, variants: {a: {}}} | testPeople is 1",
                "{seeds: [1], testPeople: 3, pairs: 12, variants: {a: {loss.margni: 1}}} | loss.margni",
                "{seeds: [1], testPeople: 3, pairs: 12, variants: {a: {loss.margin: 9}}} | loss.margin",
                "{seeds: [1], testPeople: 3, pairs: 12, variants: {../a: {}}} | names a folder",
                "{seeds: [1], testPeople: 3, pairs: 12, variations: {a: {}}} | unknown key \"variations\"; the most similar one is \"validation\"",
                "[1, 2] | the document is [1,2]: a mapping is expected",
                "{seeds: [1], testPeople: 3, pairs: 12, validation: 1, variants: {a: {}}} | validation is 1",
                "{seeds: [1], testPeople: 3, pairs: 12, variants: {a: {given: {persons: 3}}}} | unknown key \"variants.a.given.persons\"; what is known: copies, people, pictures, start",
                "{seeds: [1], testPeople: 3, pairs: 12, variants: {a: {given: {copies: 0}}}} | given.copies is 0",
                "{seeds: [1], testPeople: 99, pairs: 12, variants: {a: {}}} | 99",
            })
    void mistakesAreSaidInOneLine(String text, String words) throws IOException {
        run(experiment(text), folder.resolve("out")).assertMistake(words);
    }

    @Test
    void everyExperimentOfTheProjectCanBeRead() throws IOException {
        try (var files = Files.list(Path.of("..", "experiments"))) {
            assertThat(files.map(file -> Experiment.read(file, List.of())).toList())
                    .isNotEmpty();
        }
    }
}

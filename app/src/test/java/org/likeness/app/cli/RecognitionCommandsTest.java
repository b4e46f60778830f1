package org.likeness.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RecognitionCommandsTest {
    @TempDir
    private Path folder;

    private Path encoder;
    private Path ann;
    private Path bo;
    private Path gallery;

    @BeforeEach
    void drawPictures() {
        encoder = Samples.encoder(folder, 1);
        ann = Samples.picture(folder.resolve("ann.png"), 1, 0);
        bo = Samples.picture(folder.resolve("bo.png"), 6, 4);
        gallery = folder.resolve("staff.db");
    }

    @Test
    void whoeverIsEnrolledIsIdentifiedAndForgotten() {
        CommandRun enrolled = CommandRun.of("enroll", encoder, "--gallery", gallery, "ann", ann);
        assertThat(enrolled.code()).as(enrolled.err()).isZero();
        assertThat(enrolled.out()).contains("now contains 1 people");
        CommandRun identified = CommandRun.of("identify", encoder, "--gallery", gallery, ann);
        assertThat(identified.out()).contains("ann.png: ann, distance 0.0000, threshold 0.0500");
        JsonNode stranger = CommandRun.of("identify", encoder, "--gallery", gallery, "--threshold", "0", bo, "--json")
                .json();
        assertThat(stranger.at("/faces/0/decision").asString()).isEqualTo("unknown");
        assertThat(stranger.at("/faces/0/nearest/person").asString()).isEqualTo("ann");
        assertThat(stranger.at("/faces/0/nearest/distance").asDouble()).isPositive();
        assertThat(CommandRun.of("gallery", "list", "--gallery", gallery).out()).contains("ann, #1, 1 face");
        assertThat(CommandRun.of("forget", "--gallery", gallery, "ann").out()).contains("forgot 1 people, 1 faces");
        CommandRun again = CommandRun.of("forget", "--gallery", gallery, "ann");
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err()).contains("no one is enrolled").hasLineCount(1);
        assertThat(CommandRun.of("identify", encoder, "--gallery", gallery, ann).out())
                .contains("Unknown; the gallery is empty");
    }

    @Test
    void theThresholdFollowsFromTheGallerysSize() {
        CommandRun.of("enroll", encoder, "--gallery", gallery, "ann", ann).assertDone();
        assertThat(CommandRun.of("identify", encoder, "--gallery", gallery, ann).out())
                .contains(
                        "Threshold 0.0500: with 1 picture enrolled, 1.00 % of strangers are expected to be identified as someone")
                .contains("0.01 a pair, a false-match rate that was measured on people made for a test");
        CommandRun.of("enroll", encoder, "--gallery", gallery, "bo", bo).assertDone();
        JsonNode two = CommandRun.of("identify", encoder, "--gallery", gallery, ann, "--json")
                .assertDone()
                .json();
        assertThat(two.at("/pictureCount").asInt()).isEqualTo(2);
        assertThat(two.at("/expectedRates/falsePositiveRate").asDouble())
                .as("a single measured rate is all there is: it is not exceeded in silence")
                .isCloseTo(0.0199, within(1e-9));
        assertThat(CommandRun.of("identify", encoder, "--gallery", gallery, ann).out())
                .contains("1.99 % of strangers", "that is more than the requested 1.00 %");
        CommandRun byHand = CommandRun.of("identify", encoder, "--gallery", gallery, "--threshold", "0.06", ann);
        assertThat(byHand.assertDone().out())
                .contains("100 % of strangers", "extrapolated from measured ones of 0.01 to 0.01");
        CommandRun.of("identify", encoder, "--gallery", gallery, "--fpir", "0.003", ann)
                .assertMistake("has no threshold at which at most 0.003 of strangers are identified");
        CommandRun.of("identify", encoder, "--gallery", gallery, "--fpir", "0", ann)
                .assertMistake("--fpir 0.0: it must lie between 0 and 1");
        CommandRun.of("identify", encoder, "--gallery", gallery, "--fpir", "0.1", "--fmr", "0.01", ann)
                .assertMistake("give either --fpir or --fmr, not both");
    }

    @Test
    void averagedFacesAreUsedAsTheyWereCalibratedAndNotMixedWithOthers() {
        Path people = Samples.people(folder.resolve("people"), 8, 4);
        CommandRun.of("enroll", encoder, "--gallery", gallery, "--mirror", "ann", ann)
                .assertDone();
        CommandRun.of("identify", encoder, "--gallery", gallery, ann)
                .assertMistake("averaged with their mirror images", "give --mirror");
        CommandRun.of("identify", encoder, "--gallery", gallery, "--mirror", ann)
                .assertMistake("measured without the mirror image");
        Path calibrated = folder.resolve("calibrated.onnx");
        CommandRun.of(
                        "calibrate",
                        encoder,
                        "--mirror",
                        "--data",
                        people,
                        "--fmr",
                        "0.2",
                        "--draws",
                        "100",
                        "--out",
                        calibrated)
                .assertDone();
        assertThat(CommandRun.of("identify", calibrated, "--gallery", gallery, "--mirror", ann)
                        .assertDone()
                        .out())
                .contains("ann.png: ann, distance 0.0000");
        CommandRun.of("verify", calibrated, ann, bo).assertMistake("measured with the mirror image", "give --mirror");
        CommandRun.of("verify", calibrated, "--mirror", ann, bo).assertDone();
        CommandRun.of("embed", encoder, ann, "--out", folder.resolve("plain.csv"))
                .assertDone();
        CommandRun.of("embed", encoder, "--mirror", ann, "--out", folder.resolve("averaged.csv"))
                .assertDone();
        assertThat(encoderOf(folder.resolve("averaged.csv")))
                .as("embeddings of two kinds are of two spaces")
                .isNotEqualTo(encoderOf(folder.resolve("plain.csv")));
    }

    private static String encoderOf(Path csv) {
        try {
            return Files.readAllLines(csv).get(1).split(",")[1];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aWholeFolderIsEnrolled() {
        Path people = Samples.people(folder.resolve("people"), 3, 2);
        CommandRun run = CommandRun.of("enroll", encoder, "--gallery", gallery, "--folder", people, "--json");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.json().at("/peopleCount").asInt()).isEqualTo(3);
        assertThat(run.json().at("/enrolledCount").asInt()).isEqualTo(6);
    }

    @Test
    void aFolderStandsForThePicturesInItThatAreNotHidden() throws IOException {
        Path album = folder.resolve("album");
        Samples.picture(album.resolve("b.png"), 1, 0);
        Samples.picture(album.resolve("deeper/a.png"), 2, 0);
        Samples.picture(album.resolve(".thumbnails/b.png"), 1, 0);
        Samples.picture(album.resolve(".hidden.png"), 1, 0);
        Files.writeString(album.resolve("notes.txt"), "not a picture");
        Path out = folder.resolve("faces.csv");
        CommandRun.of("embed", encoder, album, ann, "--out", out).assertDone();
        assertThat(Files.readAllLines(out).stream().skip(1))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("\"" + album.resolve("b.png")),
                        line -> assertThat(line).startsWith("\"" + album.resolve("deeper/a.png")),
                        line -> assertThat(line).startsWith("\"" + ann));
        Path empty = Files.createDirectories(folder.resolve("empty"));
        CommandRun.of("embed", encoder, empty, "--out", out).assertMistake("holds no picture");
    }

    @Test
    void verifyShowsDistanceAndThreshold() {
        assertThat(CommandRun.of("verify", encoder, ann, ann).out())
                .startsWith("one person: distance 0.0000, threshold 0.0500");
        CommandRun different = CommandRun.of("verify", encoder, ann, bo, "--threshold", "0", "--json");
        assertThat(different.json().at("/decision").asString()).isEqualTo("non-match");
        CommandRun rate = CommandRun.of("verify", encoder, ann, bo, "--fmr", "0.5");
        assertThat(rate.code()).isEqualTo(2);
        assertThat(rate.err()).contains("only for [0.01]").hasLineCount(1);
    }

    @Test
    void aPictureIsVerifiedAgainstAnEnrolledPersonByTheNearestFace() {
        CommandRun.of("enroll", encoder, "--gallery", gallery, "ann", ann, bo).assertDone();
        CommandRun.of("enroll", encoder, "--gallery", gallery, "bo", bo).assertDone();
        JsonNode same = CommandRun.of("people", "verify", encoder, "--gallery", gallery, "ann", bo, "--json")
                .assertDone()
                .json();
        assertThat(same.at("/decision").asString()).isEqualTo("match");
        assertThat(same.at("/nearest/picture").asString()).isEqualTo(bo.toString());
        assertThat(same.at("/faceCount").asInt()).isEqualTo(2);
        assertThat(CommandRun.of("people", "verify", encoder, "--gallery", gallery, "--threshold", "0", "#2", ann)
                        .assertDone()
                        .out())
                .startsWith("this is not bo, #2, face 3: distance ");
        CommandRun.of("people", "verify", encoder, "--gallery", gallery, "cy", ann)
                .assertMistake("no one is enrolled in");
        CommandRun.of("people", "verify", Samples.encoder(folder, 2), "--gallery", gallery, "ann", ann)
                .assertMistake("holds embeddings of encoder");
    }

    @Test
    void twoEncodersAreNotMixed() {
        CommandRun.of("enroll", encoder, "--gallery", gallery, "ann", ann);
        Path other = Samples.encoder(folder, 2);
        for (CommandRun run : new CommandRun[] {
            CommandRun.of("enroll", other, "--gallery", gallery, "bo", bo),
            CommandRun.of("identify", other, "--gallery", gallery, bo)
        }) {
            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).contains("holds embeddings of encoder").hasLineCount(1);
        }
    }

    @Test
    void unreadablePicturesAreNamedSkippedAndCounted() throws IOException {
        Path empty = Files.write(folder.resolve("empty.jpg"), new byte[0]);
        Path out = folder.resolve("faces.jsonl");
        CommandRun run = CommandRun.of("embed", encoder, ann, empty, bo, "--out", out, "--json");
        assertThat(run.code()).isZero();
        assertThat(run.err()).contains("empty.jpg").contains("1 of 3 pictures skipped so far");
        assertThat(run.json().at("/embeddingCount").asInt()).isEqualTo(2);
        assertThat(run.json().at("/failures").size()).isEqualTo(1);
        assertThat(Files.readAllLines(out)).hasSize(2);
        CommandRun none = CommandRun.of("embed", encoder, empty, "--out", folder.resolve("none.csv"));
        assertThat(none.code()).isEqualTo(2);
        assertThat(folder.resolve("none.csv")).doesNotExist();
    }

    @Test
    void mistakesAreSaidInOneLine() throws IOException {
        Path text = Files.writeString(folder.resolve("text.onnx"), "not a model");
        Path nowhere = folder.resolve("nowhere");
        assertMistake("no such file", "verify", folder.resolve("none.onnx"), ann, bo);
        assertMistake("text.onnx", "verify", text, ann, bo);
        assertMistake("none.png", "verify", encoder, ann, folder.resolve("none.png"));
        assertMistake("no such gallery", "identify", encoder, "--gallery", nowhere, ann);
        assertMistake("no such folder", "enroll", encoder, "--gallery", nowhere.resolve("g.db"), "ann", ann);
        assertMistake("nowhere", "evaluate", encoder, "--data", nowhere);
        assertMistake("--gallery", "identify", encoder, ann);
        assertMistake("Unknown option", "identify", encoder, "--gallery", gallery, "--speed", ann);
        assertMistake(".jsonl or .csv", "embed", encoder, ann, "--out", folder.resolve("faces.xml"));
        assertMistake("neither a file nor an architecture", "models", "inspect", "resnet");
    }

    @Test
    void evaluateMeasuresPairsAndPeople() throws IOException {
        Path people = Samples.people(folder.resolve("people"), 8, 3);
        CommandRun run = CommandRun.of("evaluate", encoder, "--data", people, "--generated", "10", "--json");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.json().at("/result/verification/pairCount").asInt()).isEqualTo(20);
        assertThat(run.json().at("/result/identification/enrolledCount").asInt())
                .isEqualTo(4);
        Path pairs = Files.writeString(folder.resolve("pairs.txt"), "1\nperson-0\t1\t2\nperson-0\t1\tperson-1\t1\n");
        CommandRun missing = CommandRun.of("evaluate", encoder, "--data", people, "--pairs", pairs);
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.err())
                .contains("line 2: no picture person-0/person-0_0001")
                .hasLineCount(1);
    }

    @Test
    void anEncoderIsNoBetterThanItself() throws IOException {
        Path people = Samples.people(folder.resolve("people"), 8, 3);
        CommandRun run = CommandRun.of(
                "evaluate", encoder, "--data", people, "--generated", "10", "--against", encoder, "--json");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.json().at("/result/comparisons/0/pairCount").asInt()).isEqualTo(20);
        assertThat(run.json().at("/result/comparisons/0/gain").asInt()).isZero();
        assertThat(run.json().at("/result/comparisons/0/probability").asDouble())
                .isEqualTo(1);
    }

    @Test
    void bytesAreMeasuredAgainstTheNumbersThatTheyRound() {
        Path people = Samples.people(folder.resolve("people"), 8, 3);
        CommandRun run = CommandRun.of("evaluate", encoder, "--data", people, "--generated", "10", "--bytes", "--json");
        JsonNode answer = run.assertDone().json();
        assertThat(answer.at("/result/rounding/comparison/pairCount").asInt()).isEqualTo(20);
        assertThat(answer.at("/result/rounding/pairCount").asInt()).isEqualTo(20);
        double mean = answer.at("/result/rounding/meanChange").asDouble();
        assertThat(mean).isPositive();
        assertThat(answer.at("/result/rounding/largestChange").asDouble()).isBetween(mean, 0.1);
        assertThat(CommandRun.of("evaluate", encoder, "--data", people, "--generated", "10", "--bytes")
                        .assertDone()
                        .out())
                .contains("against the same embeddings as numbers: ", "distances changed by ");
    }

    @Test
    void bytesAreWrittenToParquetOnly() throws IOException {
        Path numbers = folder.resolve("numbers.parquet");
        Path bytes = folder.resolve("bytes.parquet");
        CommandRun.of("embed", encoder, ann, bo, "--out", numbers).assertDone();
        CommandRun.of("embed", encoder, ann, bo, "--bytes", "--out", bytes).assertDone();
        assertThat(Files.readAllBytes(bytes)).isNotEqualTo(Files.readAllBytes(numbers));
        Path text = folder.resolve("faces.csv");
        CommandRun.of("embed", encoder, ann, "--bytes", "--out", text)
                .assertMistake("faces.csv: bytes are written as .parquet only");
        assertThat(text).doesNotExist();
    }

    @Test
    void modelsAreDescribed() {
        assertThat(CommandRun.of("models", "list").out()).contains("mobile-face-net", "inception-resnet-v1");
        CommandRun inspected = CommandRun.of("models", "inspect", encoder, "--json");
        assertThat(inspected.code()).as(inspected.err()).isZero();
        assertThat(inspected.json().at("/embeddingSize").asInt()).isEqualTo(16);
        assertThat(inspected.json().at("/graph/operators/0/name").asString()).isEqualTo("Add");
    }

    private static void assertMistake(String message, Object... arguments) {
        CommandRun run = CommandRun.of(arguments);
        assertThat(run.code())
                .as("%s: %s", java.util.List.of(arguments), run.err())
                .isEqualTo(2);
        assertThat(run.err()).contains(message);
        assertThat(run.err().strip()).as("one line").hasLineCount(1);
    }
}

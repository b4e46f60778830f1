package org.likeness.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Lists of pairs that are not as they should be, and thresholds of folds and of encoders that tell nobody apart. */
class PairListCommandsTest {
    private static final Pattern ERRORS =
            Pattern.compile("errors +([\\d,]+) pairs: ([\\d,]+) false matches, ([\\d,]+) false non-matches");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit's
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path encoder;

    @SuppressWarnings("NullAway.Init")
    private Path people;

    @BeforeEach
    void drawPictures() {
        encoder = Samples.encoder(folder, 1);
        people = Samples.people(folder.resolve("people"), 6, 3);
    }

    private Path list(String... lines) throws IOException {
        return Files.writeString(folder.resolve("pairs.txt"), String.join("\n", lines) + "\n");
    }

    private static String pair(int person, int number, int other, int otherNumber, String rest) {
        return String.format(
                Locale.ROOT, "person-%d/%d.png\tperson-%d/%d.png\t%s", person, number, other, otherNumber, rest);
    }

    @Test
    void pairsThatCannotBeJudgedAreNamedCountedAndLeftOut() throws IOException {
        Path list = list(
                pair(0, 0, 0, 1, "1"),
                pair(0, 1, 0, 0, "1"),
                pair(1, 0, 1, 0, "1"),
                pair(1, 0, 2, 0, "0"),
                pair(2, 1, 3, 1, "0"),
                pair(3, 1, 2, 1, "1"));
        CommandRun run = CommandRun.of("evaluate", encoder, "--data", people, "--pairs", list)
                .assertDone();
        assertThat(run.err())
                .contains(
                        "pairs.txt: pictures paired with themselves, left out: 1 (person-1/0.png and person-1/0.png)",
                        "pairs.txt: contradictory pairs, left out: 2 (person-2/1.png and person-3/1.png; person-3/1.png and person-2/1.png)",
                        "pairs.txt: repeated pairs, counted each time: 1 (person-0/1.png and person-0/0.png)");
        assertThat(run.out())
                .contains(
                        "2 genuine and 1 impostor pairs",
                        "balanced: the mean of ",
                        "themselves, left out: 1; contradictory pairs, left out: 2; repeated pairs, counted each time: 1");
        JsonNode json = CommandRun.of("evaluate", encoder, "--data", people, "--pairs", list, "--json")
                .assertDone()
                .json();
        assertThat(json.at("/result/listed/selfCount").asInt()).isEqualTo(1);
        assertThat(json.at("/result/listed/contradictoryCount").asInt()).isEqualTo(2);
        assertThat(json.at("/result/listed/repeatedCount").asInt()).isEqualTo(1);
        assertThat(json.at("/result/verification/genuineCount").asInt()).isEqualTo(2);
        CommandRun.of(
                        "evaluate",
                        encoder,
                        "--data",
                        people,
                        "--pairs",
                        list(pair(0, 0, 0, 0, "1"), pair(0, 0, 1, 0, "0")))
                .assertMistake("0 genuine and 1 impostor pairs are left");
    }

    @Test
    void withFoldsTheErrorsAddUp() throws IOException {
        String[] lines = new String[36];
        for (int i = 0; i < 36; i++) {
            int person = i % 6;
            int fold = i % 3 + 1;
            int number = i / 12;
            lines[i] = i / 6 % 2 == 0
                    ? pair(person, number, person, (number + 1) % 3, "1\t" + fold)
                    : pair(person, number, (person + 1 + number) % 6, number, "0\t" + fold);
        }
        Path list = list(lines);
        CommandRun run = CommandRun.of("evaluate", encoder, "--data", people, "--pairs", list)
                .assertDone();
        Matcher errors = ERRORS.matcher(run.out());
        assertThat(errors.find()).as(run.out()).isTrue();
        assertThat(Integer.parseInt(errors.group(2)) + Integer.parseInt(errors.group(3)))
                .isEqualTo(Integer.parseInt(errors.group(1)));
        assertThat(run.out())
                .contains("from the other folds, for each of 3; each fold has its own")
                .contains(" % (" + (36 - Integer.parseInt(errors.group(1))) + " of 36)");
        JsonNode json = CommandRun.of("evaluate", encoder, "--data", people, "--pairs", list, "--json")
                .assertDone()
                .json()
                .at("/result/verification");
        assertThat(json.at("/foldThresholds")).hasSize(3);
        assertThat(json.at("/falseMatches/count").asInt()
                        + json.at("/falseNonMatches/count").asInt())
                .isEqualTo(36
                        - json.at("/correctGenuine/count").asInt()
                        - json.at("/correctImpostor/count").asInt());
    }

    @Test
    void anEncoderThatTellsNobodyApartMatchesNobody() throws IOException {
        Path alike = folder.resolve("alike");
        for (int person = 0; person < 10; person++) {
            for (int number = 0; number < 3; number++) {
                Path file = alike.resolve("person-" + person).resolve(number + ".png");
                Files.createDirectories(file.getParent());
                Files.copy(people.resolve("person-1/1.png"), file);
            }
        }
        Path out = folder.resolve("calibrated.onnx");
        assertThat(CommandRun.of("calibrate", encoder, "--data", alike, "--fmr", "0.1", "--draws", "40", "--out", out)
                        .assertDone()
                        .out())
                .contains("best accuracy", "threshold below 0 (nothing matches)", "FNMR 100.00 %");
        Path picture = alike.resolve("person-0/0.png");
        assertThat(CommandRun.of("models", "inspect", out).assertDone().out()).contains("below 0 (nothing matches)");
        assertThat(CommandRun.of("verify", out, "--fmr", "0.1", picture, picture)
                        .assertDone()
                        .out())
                .startsWith("two people: distance 0.0000, threshold below 0 (nothing matches)");
        JsonNode verdict = CommandRun.of("verify", out, picture, picture, "--json")
                .assertDone()
                .json();
        assertThat(verdict.at("/threshold").asDouble()).isEqualTo(-1);
        assertThat(verdict.at("/decision").asString()).isEqualTo("non-match");
        Path gallery = folder.resolve("g.db");
        CommandRun.of("enroll", out, "--gallery", gallery, "ann", picture).assertDone();
        assertThat(CommandRun.of("identify", out, "--gallery", gallery, picture)
                        .assertDone()
                        .out())
                .contains("Unknown; the nearest is ann, distance 0.0000, threshold below 0 (nothing matches)");
        Path page = folder.resolve("page.html");
        CommandRun judged = CommandRun.of(
                        "evaluate", out, "--data", alike, "--generated", "20", "--draws", "40", "--report", page)
                .assertDone();
        assertThat(judged.out())
                .contains(
                        "accuracy          50.00 % (20 of 40)",
                        "false matches     at most", "threshold         below 0 (nothing matches)");
        assertThat(Files.readString(page)).contains("threshold below 0 (nothing matches)");
    }

    @Test
    void tooManyGeneratedPairsNameTheOption() {
        CommandRun.of("evaluate", encoder, "--data", people, "--generated", "1000")
                .assertMistake(
                        "it gave 18 different genuine pairs. Ask for fewer with --generated, such as --generated 18");
        CommandRun.of("evaluate", encoder, "--data", people, "--generated", "18")
                .assertDone();
    }
}

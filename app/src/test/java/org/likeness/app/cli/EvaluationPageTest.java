package org.likeness.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.likeness.app.report.Drawings;
import tools.jackson.databind.JsonNode;

/** Writes the page of an evaluation, as a user does. */
class EvaluationPageTest {
    @TempDir
    private Path folder;

    private Path encoder;
    private Path people;

    @BeforeEach
    void drawPictures() {
        encoder = Samples.encoder(folder, 1);
        people = Samples.syntheticPeople(folder.resolve("people"), 12, 4);
    }

    private CommandRun evaluate(Object... more) {
        Object[] words = new Object[6 + more.length];
        System.arraycopy(new Object[] {"evaluate", encoder, "--data", people, "--generated", 60}, 0, words, 0, 6);
        System.arraycopy(more, 0, words, 6, more.length);
        return CommandRun.of(words);
    }

    private Path groups(String text) throws IOException {
        return Files.writeString(folder.resolve("groups.csv"), text);
    }

    private static String halves() {
        StringBuilder text = new StringBuilder("person,half,alone\n");
        for (int i = 0; i < 12; i++) {
            text.append(String.format(
                    Locale.ROOT, "person-%d,%s,%s\n", i, i < 6 ? "first" : "second", i == 3 ? "yes" : ""));
        }
        return text.toString();
    }

    @Test
    void thePageShowsCurvesGroupsPairsAndFaces() throws IOException {
        Path page = folder.resolve("page.html");
        Path figures = folder.resolve("figures");
        Path other = Samples.encoder(folder.resolve("other"), 2);
        CommandRun run = evaluate(
                        "--report",
                        page,
                        "--figures",
                        figures,
                        "--groups",
                        groups(halves()),
                        "--against",
                        other,
                        "--against",
                        encoder,
                        "--draws",
                        60)
                .assertDone();
        assertThat(run.out()).contains("look at " + page, "half: first", "half: second", "alone: yes", "no figure");
        String html = Files.readString(page);
        assertThat(html)
                .contains("Detection error trade-off", "Paired comparison", "McNemar", "Groups")
                .contains("Errors by half", "Two people, matched", "A map of faces", "identity bootstrap, 60 draws")
                .doesNotContain("NaN");
        Drawings.requireReadable(html);
        try (Stream<Path> files = Files.list(figures)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains("det.svg", "det-2.svg", "distances.svg", "roc.svg");
        }
    }

    @Test
    void groupsAreInTheDocumentToo() throws IOException {
        JsonNode answer = evaluate("--groups", groups(halves()), "--fmr", "0.5", "--json")
                .assertDone()
                .json();
        assertThat(answer.at("/result/groups").size()).isEqualTo(2);
        JsonNode first = answer.at("/result/groups/0");
        assertThat(first.at("/attributeValue").asString()).isEqualTo("first");
        assertThat(first.at("/verification/genuineCount").asInt()
                        + answer.at("/result/groups/1/verification/genuineCount")
                                .asInt())
                .as("everybody's genuine pairs are in a group")
                .isEqualTo(60);
        assertThat(first.at("/verification/impostorCount").asInt()
                        + answer.at("/result/groups/1/verification/impostorCount")
                                .asInt())
                .as("pairs of two groups are in none")
                .isLessThan(60);
        assertThat(first.at("/intervals/peopleCount").asInt()).isEqualTo(6);
        assertThat(first.at("/ownThreshold").isNull())
                .as("some fifteen impostor pairs")
                .isTrue();
        assertThat(answer.at("/result/tooSmallGroups/0/attribute").asString()).isEqualTo("alone");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name,half;person-1,a | line 1: \"person\" or \"picture\"",
                "person,half;person-1 | line 2: 2 fields are expected here, found 1",
                "person,half;nobody,a | contains no person of people: names as in the folders are expected, such as person-0",
            })
    void mistakesAreSaidWithTheirLine(String text, String words) throws IOException {
        evaluate("--groups", groups(text.replace(";", "\n"))).assertMistake(words);
    }

    @Test
    void picturesCanBeMadeWorseFirst() {
        double whole = evaluate("--json")
                .json()
                .at("/result/verification/areaUnderCurve")
                .asDouble();
        double few = evaluate("--pixels", 9, "--jpeg-quality", 5, "--json")
                .assertDone()
                .json()
                .at("/result/verification/areaUnderCurve")
                .asDouble();
        assertThat(few).isNotEqualTo(whole);
        evaluate("--jpeg-quality", 0).assertMistake("--jpeg-quality must lie in [1, 100]");
    }

    @Test
    void moreEncodersThanColorsAreRefused() {
        evaluate(
                        "--report",
                        folder.resolve("p.html"),
                        "--against",
                        encoder,
                        "--against",
                        encoder,
                        "--against",
                        encoder,
                        "--against",
                        encoder)
                .assertMistake("--against is given 4 times: a page shows 4 encoders at most");
    }
}

package org.likeness.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.app.cli.text.Progress;
import org.opentest4j.TestAbortedException;
import tools.jackson.databind.JsonNode;

/** Names of files and people cannot change what a terminal shows, and stay what they are for programs. */
class PrintableOutputTest {
    private static final String ESCAPE = "\u001b";
    private static final String NAME = "an\u202en" + ESCAPE + "[31m\u009b1m\nbob.png";
    private static final String SHOWN = "an\\u202en\\u001b[31m\\u009b1m\\u000abob.png";
    private static final String PERSON = "ann\u202e\u200b";

    @TempDir
    private Path folder;

    private Path encoder;
    private Path gallery;
    private Path picture;

    @BeforeEach
    void takeAPictureOfAHostileName() {
        encoder = Samples.encoder(folder, 1);
        gallery = folder.resolve("staff.db");
        try {
            picture = Samples.picture(folder.resolve(NAME), 1, 0);
        } catch (InvalidPathException e) {
            throw new TestAbortedException("this system has no such names", e);
        }
    }

    private static void assertPrintable(CommandRun run) {
        Stream.of(run.out(), run.err())
                .forEach(text -> assertThat(
                                text.replace(System.lineSeparator(), "").codePoints())
                        .noneMatch(Character::isISOControl)
                        .noneMatch(character -> Character.getType(character) == Character.FORMAT));
    }

    @Test
    void answersShowNumbersAndJsonHoldsTheName() {
        assertPrintable(CommandRun.of("enroll", encoder, "--gallery", gallery, PERSON, picture)
                .assertDone());
        CommandRun text = CommandRun.of("identify", encoder, "--gallery", gallery, picture)
                .assertDone();
        assertPrintable(text);
        assertThat(text.out().lines()).anyMatch(line -> line.contains(SHOWN + ": ann\\u202e\\u200b, distance"));
        CommandRun json = CommandRun.of("identify", encoder, "--gallery", gallery, picture, "--json")
                .assertDone();
        assertPrintable(json);
        JsonNode answer = json.json();
        assertThat(answer.at("/faces/0/used/picture").asString()).isEqualTo(picture.toString());
        assertThat(answer.at("/faces/0/nearest/person").asString()).isEqualTo(PERSON);
        CommandRun list = CommandRun.of("gallery", "list", "--gallery", gallery);
        assertPrintable(list);
        assertThat(list.out()).contains("ann\\u202e\\u200b, #1, 1 face");
    }

    @Test
    void picturesThatAreSkippedAndMistakesAreNamedByNumbers() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken" + NAME), "no picture");
        CommandRun skipped = CommandRun.of("embed", encoder, picture, broken, "--out", folder.resolve("faces.csv"))
                .assertDone();
        assertPrintable(skipped);
        assertThat(skipped.err()).contains("broken" + SHOWN);
        CommandRun missing = CommandRun.of("evaluate", encoder, "--data", folder.resolve("no" + NAME));
        assertPrintable(missing);
        missing.assertMistake("no" + SHOWN);
        CommandRun unknown = CommandRun.of("--" + NAME);
        assertPrintable(unknown);
        unknown.assertMistake("--an\\u202en\\u001b[31m\\u009b1m");
    }

    @Test
    void foldersOfPeopleAreListedByNumbers() {
        Path people = folder.resolve("people");
        Samples.picture(people.resolve(PERSON).resolve("a" + NAME), 1, 0);
        Samples.picture(people.resolve("bo" + ESCAPE + "[2J").resolve("b.png"), 1, 0);
        assertPrintable(CommandRun.of("data", "inspect", "--data", people));
        assertPrintable(CommandRun.of("data", "inspect", "--data", people, "--json"));
        CommandRun audit = CommandRun.of("data", "audit", "--data", people, "--out", folder.resolve("audit"));
        assertPrintable(audit.assertDone());
        assertThat(folder.resolve("audit/audit.html"))
                .content()
                .doesNotContain(ESCAPE, "\u202e", "\u200b")
                .contains("\\u202e");
    }

    /** What Likeness draws itself, a progress bar on a terminal, needs its controls. */
    @Test
    void aBarIsDrawnWithItsOwnControlsAndNobodyElses() {
        StringWriter err = new StringWriter();
        try (Progress progress = new Progress(new PrintWriter(err), "embed", 3, 80, closed -> {})) {
            progress.at(1, ESCAPE + "[31mnote");
            progress.say("said" + ESCAPE + "[31m");
        }
        String drawn = err.toString().replace("\r" + ESCAPE + "[K", "");
        assertThat(drawn).doesNotContain(ESCAPE).contains("said\\u001b[31m", "\\u001b[31mnote");
    }
}

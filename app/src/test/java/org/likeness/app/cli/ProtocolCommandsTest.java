package org.likeness.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Asks an encoder by protocols, as a user does. */
class ProtocolCommandsTest {
    @TempDir
    private Path folder;

    private Path encoder;
    private Path people;

    @BeforeEach
    void drawPictures() {
        encoder = Samples.encoder(folder, 1);
        people = Samples.syntheticPeople(folder.resolve("people"), 12, 4);
    }

    private CommandRun ask(Object protocol, Object... more) {
        Object[] words = new Object[6 + more.length];
        System.arraycopy(new Object[] {"evaluate", encoder, "--data", people, "--protocol", protocol}, 0, words, 0, 6);
        System.arraycopy(more, 0, words, 6, more.length);
        return CommandRun.of(words);
    }

    @Test
    void searchClustersAndShotsAreAnsweredInWordsAndInJson() {
        assertThat(ask("retrieval").assertDone().out())
                .contains(
                        "Retrieval of 48 faces among all others; 0 faces are the only one",
                        "P@1",
                        "MAP@R",
                        "identity bootstrap")
                .contains("Failure to acquire: 0.00 %");
        JsonNode search = ask("retrieval", "--json").assertDone().json();
        assertThat(search.at("/result/queryCount").asInt()).isEqualTo(48);
        assertThat(search.at("/protocol/kind").asString()).isEqualTo("retrieval");
        assertThat(ask("clustering").assertDone().out())
                .contains("Clusters of 48 faces of 12 people", "as many as people", "within 0.0500", "NMI", "ARI");
        ask("n-way").assertMistake("20-way identification of 12 people");
        assertThat(ask("open-set").assertDone().out())
                .contains(
                        "6 people enrolled with one picture each, 18 probes of them, 24 of strangers",
                        "FNIR at FPIR 0.1  not supported: 24 probes of strangers give 2.4 expected errors");
        ask("blufr").assertMistake("expected errors at this rate; 30 need 30,000 pairs");
    }

    @Test
    void aProtocolOfOnesOwnIsReadFromAFile() throws IOException {
        Path file = folder.resolve("ours.yaml");
        Files.writeString(file, "title: Our gate\nkind: n-way\nways: 5\ntrials: 50\nseed: 3\n");
        JsonNode answer = ask(file, "--json").assertDone().json();
        assertThat(answer.at("/result/ways").asInt()).isEqualTo(5);
        assertThat(answer.at("/result/correct/trialCount").asInt()).isEqualTo(50);
        assertThat(answer.at("/protocol/title").asString()).isEqualTo("Our gate");
        Files.writeString(
                folder.resolve("pairs.txt"), "person-0/0.png person-0/1.png 1\nperson-0/0.png person-1/1.png 0\n");
        Files.writeString(file, "kind: pairs\npairs: pairs.txt\nthresholdPairs: pairs.txt\n");
        assertThat(ask(file).assertDone().out())
                .contains("pairs.txt, 1 genuine and 1 impostor", "from 2 pairs of pairs.txt");
    }

    @Test
    void setsOfPicturesAreComparedWithSets() throws IOException {
        StringBuilder list = new StringBuilder("TEMPLATE_ID,SUBJECT_ID,FILENAME\n");
        StringBuilder matches = new StringBuilder();
        for (int person = 0; person < 12; person++) {
            for (int picture = 0; picture < 4; picture++) {
                list.append(String.format(
                        Locale.ROOT, "%d,s%d,person-%d/%d.png\n", 2 * person + picture / 2, person, person, picture));
            }
            matches.append(String.format(
                    Locale.ROOT, "%d,%d\n%d,%d\n", 2 * person, 2 * person + 1, 2 * person, (2 * person + 3) % 24));
        }
        Files.writeString(folder.resolve("templates.csv"), list);
        Files.writeString(folder.resolve("matches.csv"), matches);
        Path file = Files.writeString(
                folder.resolve("ijb.yaml"), "kind: templates\ntemplates: templates.csv\npairs: matches.csv\n");
        assertThat(ask(file).assertDone().out())
                .contains("Templates: matches.csv, 12 matches of one subject and 12 of two, 0 without a face")
                .contains("AUC", "of 12 subjects", "VAL at FAR 0.1    not supported");
        assertThat(ask(file, "--json")
                        .json()
                        .at("/result/verification/genuineCount")
                        .asInt())
                .isEqualTo(12);
    }

    @Test
    void aFileOfPicturePairsBringsItsPictures() throws IOException {
        byte[][] pictures = new byte[8][];
        for (int i = 0; i < pictures.length; i++) {
            pictures[i] =
                    Files.readAllBytes(people.resolve(String.format(Locale.ROOT, "person-%d/%d.png", i / 2, i % 2)));
        }
        ByteArrayOutputStream pickle = new ByteArrayOutputStream();
        pickle.writeBytes(new byte[] {(byte) 0x80, 4, ']', '('});
        for (byte[] picture : pictures) {
            pickle.write('B');
            pickle.writeBytes(ByteBuffer.allocate(4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(picture.length)
                    .array());
            pickle.writeBytes(picture);
        }
        pickle.writeBytes(
                new byte[] {'e', ']', '(', (byte) 0x88, (byte) 0x89, (byte) 0x88, (byte) 0x89, 'e', (byte) 0x86, '.'});
        Path file = Files.write(folder.resolve("faces.bin"), pickle.toByteArray());
        assertThat(CommandRun.of("evaluate", encoder, "--data", file, "--threshold", "0.05")
                        .assertDone()
                        .out())
                .contains("faces.bin, 2 genuine and 2 impostor pairs", "given by hand");
        CommandRun.of("evaluate", encoder, "--data", Files.write(folder.resolve("no.bin"), new byte[] {1, 2}))
                .assertMistake("no.bin is not a file of picture pairs");
    }

    @Test
    void calfwsFolderAndListAreReadAsTheyCome() throws IOException {
        Path flat = Files.createDirectories(folder.resolve("aligned images"));
        for (int person = 0; person < 3; person++) {
            for (int picture = 1; picture <= 2; picture++) {
                Files.copy(
                        people.resolve(String.format(Locale.ROOT, "person-%d/%d.png", person, picture)),
                        flat.resolve(String.format(Locale.ROOT, "P%d_%04d.png", person, picture)));
            }
        }
        Path list = Files.writeString(
                folder.resolve("pairs_CALFW.txt"),
                "P0_0001.png 1\nP0_0002.png 1\nP1_0001.png 2\nP1_0002.png 2\nP0_0001.png 0\nP1_0001.png 0\nP1_0002.png 0\nP2_0001.png 0\n");
        assertThat(CommandRun.of("evaluate", encoder, "--data", flat, "--pairs", list)
                        .assertDone()
                        .out())
                .contains("pairs_CALFW.txt, 2 genuine and 2 impostor pairs", "from the other folds, for each of 2");
    }

    @Test
    void lfwsListsAreFoundBesideItsPictures() throws IOException {
        Path lfw = folder.resolve("lfw");
        for (int person = 0; person < 4; person++) {
            for (int picture = 1; picture <= 2; picture++) {
                String name = "P" + person;
                Files.createDirectories(lfw.resolve("images").resolve(name));
                Files.copy(
                        people.resolve(String.format(Locale.ROOT, "person-%d/%d.png", person, picture)),
                        lfw.resolve("images")
                                .resolve(name)
                                .resolve(String.format(Locale.ROOT, "%s_%04d.png", name, picture)));
            }
        }
        CommandRun.of("evaluate", encoder, "--data", lfw.resolve("images"), "--protocol", "lfw-view2")
                .assertMistake("pairs.txt was found neither in", "--pairs");
        Files.writeString(lfw.resolve("pairs.txt"), "2 1\nP0\t1\t2\nP0\t1\tP1\t1\nP2\t1\t2\nP2\t1\tP3\t1\n");
        assertThat(CommandRun.of("evaluate", encoder, "--data", lfw.resolve("images"), "--protocol", "lfw-view2")
                        .assertDone()
                        .out())
                .contains("pairs.txt, 2 genuine and 2 impostor pairs", "standard error over the folds");
        Files.writeString(lfw.resolve("pairsDevTrain.txt"), "1\nP0\t1\t2\nP0\t1\tP1\t1\n");
        Files.writeString(lfw.resolve("pairsDevTest.txt"), "1\nP2\t1\t2\nP2\t1\tP3\t1\n");
        assertThat(CommandRun.of("evaluate", encoder, "--data", lfw.resolve("images"), "--protocol", "lfw-view1")
                        .assertDone()
                        .out())
                .contains("pairsDevTest.txt", "from 2 pairs of pairsDevTrain.txt");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kind: retrival | kind is \"retrival\"",
                "{kind: retrieval, way: 3} | line 1, column 19: unknown key \"way\"; the most similar one is \"ways\"",
                "kind: pairs | the key pairs is required for kind: pairs",
                "{kind: templates, pairs: a.csv} | the key templates is required for kind: templates",
                "{kind: retrieval, ways: 3} | the key ways is not allowed for kind: retrieval",
                "{kind: open-set, rates: []} | a list of one rate or more is expected",
                "{kind: n-way, ways: 1} | ways is 1",
                "{kind: open-set, rates: [2]} | rates is 2: a number above 0 and at most 1 is expected",
                "[1] | the document is [1]: a mapping is expected",
            })
    void mistakesAreSaidInOneLine(String text, String words) throws IOException {
        Path file = folder.resolve("ours.yaml");
        Files.writeString(file, text);
        ask(file).assertMistake(words);
    }

    @Test
    void whatDoesNotBelongTogetherIsRefused() {
        ask("retrieval", "--bytes").assertMistake("omit --pairs, --against, --bytes");
        ask("retrival").assertMistake("no protocol \"retrival\"", "lfw-view2", "clustering");
    }
}

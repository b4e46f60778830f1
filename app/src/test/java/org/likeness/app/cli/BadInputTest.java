package org.likeness.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.gallery.PersonId;
import org.likeness.gallery.store.SqliteGallery;
import org.likeness.model.EncoderModel;
import org.likeness.model.graph.Node;
import org.likeness.model.graph.OnnxGraph;
import tools.jackson.databind.JsonNode;

/** What a user may get wrong, each said in one line with exit code 2, or passed over by name. */
class BadInputTest {
    @TempDir
    private Path folder;

    private Path encoder;
    private Path out;

    @BeforeEach
    void drawAnEncoder() {
        encoder = Samples.encoder(folder, 1);
        out = folder.resolve("out");
    }

    private CommandRun train(Object... more) {
        List<Object> words = new ArrayList<>(List.of("train", "--out", out));
        words.addAll(List.of(more));
        return CommandRun.of(words.toArray());
    }

    @Test
    void aMissingFolderIsSaid() {
        Path nowhere = folder.resolve("nowhere");
        train("--data", nowhere).assertMistake("nowhere", "one sub-folder per person");
        CommandRun.of("evaluate", encoder, "--data", nowhere).assertMistake("nowhere");
        CommandRun.of("enroll", encoder, "--gallery", out, "--folder", nowhere).assertMistake("nowhere");
        assertThat(out).as("nothing is made for a command that cannot run").doesNotExist();
    }

    @Test
    void aDeviceThatIsNotThereIsSaidBeforeAnythingIsRead() {
        Path nowhere = folder.resolve("nowhere");
        train("--data", nowhere, "--device", "tpu").assertMistake("\"tpu\"", "cuda:n");
        train("--data", nowhere, "--device", "cuda:x").assertMistake("\"cuda:x\"", "cuda:n");
        train("--data", nowhere, "--device", "cuda:99", "--check").assertMistake("cuda:99");
        assertThat(out).doesNotExist();
    }

    @Test
    void peopleWithOnePictureEachCannotBeLearnedFrom() {
        Path singles = Samples.people(folder.resolve("singles"), 5, 1);
        train("--data", singles).assertMistake("two pictures", "triplet");
    }

    @Test
    void aFolderIsNotLearnedFromTwice() {
        Path people = Samples.people(folder.resolve("people"), 10, 3);
        train("--data", people, "--data", people.resolve("../people")).assertMistake("given twice");
    }

    @Test
    void unreadablePicturesAreNamedCountedAndPassedOverInTraining() {
        TinyTraining training = new TinyTraining(folder);
        for (int person = 0; person < 15; person++) {
            Samples.unreadable(training.people().resolve("person-" + person));
        }
        CommandRun run = training.into(out, "--json").assertDone();
        long named =
                run.err().lines().filter(line -> line.contains("; skipped (")).count();
        assertThat(named).isGreaterThanOrEqualTo(4);
        assertThat(run.json().at("/failureCount").asLong()).isEqualTo(named);
        assertThat(run.err()).contains("empty.png", "short.png", "text.jpg", "huge.png");
    }

    @Test
    void unreadablePicturesAreNamedAndCountAsErrorsInEvaluation() {
        Path people = Samples.people(folder.resolve("people"), 6, 3);
        Samples.unreadable(people.resolve("person-0"));
        CommandRun run = CommandRun.of("evaluate", encoder, "--data", people, "--generated", "10", "--json")
                .assertDone();
        JsonNode failures = run.json().at("/failures");
        assertThat(failures.size()).isPositive();
        assertThat(failures.size()).isEqualTo((int) run.err()
                .lines()
                .filter(line -> line.endsWith("counted as an error"))
                .count());
        assertThat(run.json().at("/result/verification/failureCount").asInt()).isPositive();
        assertThat(failures.valueStream().map(one -> one.at("/picture").asString()))
                .allMatch(name -> name.startsWith("person-0/"));
    }

    @Test
    void unreadablePicturesAreNamedCountedAndPassedOverElsewhere() {
        Path ann = folder.resolve("ann");
        Samples.picture(ann.resolve("good.png"), 1, 0);
        Samples.unreadable(ann);
        Path file = folder.resolve("faces.parquet");
        Path gallery = folder.resolve("staff.db");
        for (CommandRun run : List.of(
                CommandRun.of("embed", encoder, ann, "--out", file, "--json"),
                CommandRun.of("enroll", encoder, "--gallery", gallery, "ann", ann, "--json"),
                CommandRun.of("identify", encoder, "--gallery", gallery, ann, "--json"))) {
            JsonNode skipped = run.assertDone().json().at("/failures");
            assertThat(skipped.size()).isEqualTo(4);
            assertThat(run.err()).contains("huge.png: ", "skipped (4 of 5 pictures skipped so far)");
        }
        assertThat(file).exists();
        try (SqliteGallery opened = SqliteGallery.open(gallery)) {
            assertThat(opened.faces(new PersonId(1)))
                    .singleElement()
                    .satisfies(face -> assertThat(face.source()).endsWith("good.png"));
        }
    }

    @Test
    void aPairFileIsReadStrictly() throws IOException {
        Path people = Samples.people(folder.resolve("people"), 2, 2);
        Path pairs = folder.resolve("pairs.txt");
        CommandRun.of("evaluate", encoder, "--data", people, "--pairs", pairs).assertMistake("no such pair file");
        Files.writeString(pairs, "many\n");
        CommandRun.of("evaluate", encoder, "--data", people, "--pairs", pairs)
                .assertMistake("pairs.txt, line 1", "two names of pictures, 1 (one person)");
        Files.writeString(pairs, "1\nperson-0\t1\n");
        CommandRun.of("evaluate", encoder, "--data", people, "--pairs", pairs)
                .assertMistake("pairs.txt, line 2", "name number number");
        Files.writeString(pairs, "1\nperson-7\t1\t2\n");
        CommandRun.of("evaluate", encoder, "--data", people, "--pairs", pairs)
                .assertMistake("line 2: no person \"person-7\"");
    }

    @Test
    void anOperatorThatCannotBeTrainedIsNamedWithItsNode() {
        EncoderModel model = EncoderModel.read(encoder);
        OnnxGraph graph = model.graph();
        List<Node> nodes = graph.nodes().stream()
                .map(node -> node.name().equals("prelu1")
                        ? new Node(
                                "the-odd-one",
                                "",
                                "Softsign",
                                node.inputs().subList(0, 1),
                                node.outputs(),
                                node.attributes())
                        : node)
                .toList();
        OnnxGraph odd = new OnnxGraph(
                graph.name(),
                graph.opsets(),
                graph.inputs(),
                graph.outputs(),
                nodes,
                graph.initializers(),
                graph.metadata());
        Path file = folder.resolve("odd.onnx");
        EncoderModel.of(odd, model.spec(), model.trainable()).write(file);
        Path people = Samples.people(folder.resolve("people"), 10, 3);
        train("--data", people, "--init", file).assertMistake("operator Softsign", "node \"the-odd-one\"");
    }

    @Test
    void whatIsNoEncoderCannotBeBegunWith() throws IOException {
        Path people = Samples.people(folder.resolve("people"), 10, 3);
        Path text = Files.writeString(folder.resolve("text.onnx"), "not a model");
        train("--data", people, "--init", text).assertMistake("text.onnx", "ONNX");
        train("--data", people, "--init", "resnet-50").assertMistake("resnet-50");
    }

    @Test
    void aRecipeIsReadStrictly() {
        Path people = Samples.people(folder.resolve("people"), 10, 3);
        train("--data", people, "--set", "mining.stratgy=hard").assertMistake("mining.stratgy", "\"mining.strategy\"");
        train("--data", people, "--set", "loss.margin=7").assertMistake("loss.margin", "7", "[0, 4]");
        train("--data", people, "--set", "loss.margin").assertMistake("setting loss.margin: key=value is expected");
        train("--data", people, "--set", "mining.strategy=soft").assertMistake("mining.strategy", "semi-hard");
        train("--data", people, "--recipe", folder.resolve("none.yaml")).assertMistake("none.yaml: no such recipe");
        train("--data", people, "--steps", "5").assertMistake("Unknown option", "--help");
        assertThat(out).doesNotExist();
    }

    @Test
    void whatCannotBeWrittenIsSaid() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        Path ann = Samples.picture(folder.resolve("ann.png"), 1, 0);
        Path people = Samples.people(folder.resolve("people"), 10, 3);
        CommandRun.of("embed", encoder, ann, "--out", file.resolve("faces.csv"))
                .assertMistake("cannot be written", "choose another path");
        CommandRun.of("enroll", encoder, "--gallery", folder, "ann", ann).assertMistake("is a folder");
        CommandRun.of("enroll", encoder, "--gallery", file, "ann", ann).assertMistake("is not a gallery");
        CommandRun.of("train", "--data", people, "--out", file.resolve("run")).assertMistake("cannot be made", "--out");
        assertThat(file).hasContent("in the way");
    }

    @Test
    void whatIsAskedOfAnEvaluationIsChecked() {
        Path people = Samples.people(folder.resolve("people"), 4, 2);
        Object[][] wrong = {
            {"--generated", "0", "1 pair or more"},
            {"--generated", "1000000", "too small"},
            {"--crop", "1,2", "four numbers"},
            {"--crop", "left,top,1,1", "\"left\" is not a number"},
            {"--threshold", "-1", "0 or more"},
            {"--people", folder.resolve("none.txt"), "none.txt"}
        };
        for (Object[] option : wrong) {
            CommandRun.of("evaluate", encoder, "--data", people, option[0], option[1])
                    .assertMistake(option[2].toString());
        }
    }

    @Test
    void thresholdsAreCheckedBeforeAnythingIsDecided() {
        Path ann = Samples.picture(folder.resolve("ann.png"), 1, 0);
        CommandRun.of("verify", encoder, ann, ann, "--threshold", "-1").assertMistake("--threshold -1.0");
        CommandRun.of("verify", encoder, ann, ann, "--threshold", "1", "--fmr", "0.01")
                .assertMistake("not both");
        CommandRun.of("verify", encoder, ann, ann, "--threshold", "near").assertMistake("--threshold", "near");
    }
}

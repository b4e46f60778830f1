package org.likeness.app.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.app.cli.CommandRun;
import org.likeness.app.cli.Samples;
import org.likeness.app.cli.TinyTraining;
import org.likeness.app.importing.ForeignNetwork;
import org.likeness.app.importing.SelfTest;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.image.FivePointTemplate;
import org.likeness.model.EncoderModel;
import tools.jackson.databind.JsonNode;

class ImportModelCommandTest {
    private static final List<Object> DESCRIBED =
            List.of("--colors", "rgb", "--mean", "127.5", "--divisor", "128", "--crop", "0.5,0.5,1,1");

    @TempDir
    private Path folder;

    private Path file;
    private Path out;

    @BeforeEach
    void write() throws IOException {
        file = Files.write(folder.resolve("net.onnx"), ForeignNetwork.ofOnePicture());
        out = folder.resolve("encoder.onnx");
    }

    private CommandRun run(List<Object> description, Object... more) {
        List<Object> words = new ArrayList<>(List.of("models", "import", file, "--out", out));
        words.addAll(description);
        words.addAll(List.of(more));
        return CommandRun.of(words.toArray());
    }

    @Test
    void whatIsImportedRecognizesAndIsTrained() {
        CommandRun run =
                run(DESCRIBED, "--license", "MIT", "--origin", "somebody").assertDone();
        assertThat(run.out())
                .contains(
                        "MIT",
                        "somebody",
                        "changed              batch of 1 made dynamic",
                        "agrees with its pictures alone",
                        "yes, ");
        Path ann = Samples.picture(folder.resolve("ann.png"), 1, 0);
        assertThat(CommandRun.of("verify", out, ann, ann, "--threshold", "1")
                        .assertDone()
                        .out())
                .startsWith("one person: distance 0.0000");
        Path tuned = folder.resolve("tuned");
        new TinyTraining(folder).into(tuned, "--init", out, "--accept-worse").assertDone();
        EncoderModel trained = EncoderModel.read(tuned.resolve("encoder.onnx"));
        assertThat(trained.space()).isNotEqualTo(EncoderModel.read(out).space());
        SelfTest test = SelfTest.of(trained, 1, 1);
        assertThat(test.engineDifference())
                .hasValueSatisfying(value -> assertThat(value).isLessThan(1e-5));
        assertThat(test.untrainable()).isEmpty();
    }

    @Test
    void aPublishedModelIsImportedOnceItWasFetched() {
        CommandRun.of("models", "import", "faceplugin", "--models", folder, "--out", out)
                .assertMistake("faceplugin has not been downloaded: likeness models pull faceplugin");
        CommandRun.of("models", "import", "yunet", "--models", folder, "--out", out)
                .assertMistake("yunet has no encoder");
        CommandRun.of("models", "import", "dlib", "--models", folder, "--out", out)
                .assertMistake("dlib has not been downloaded: likeness models pull dlib");
        CommandRun.of("models", "import", folder.resolve("none.json"), "--out", out)
                .assertMistake("none.json cannot be read");
    }

    @Test
    void jsonTellsWhatWasTriedAndChanged() {
        JsonNode answer = run(DESCRIBED, "--json").assertDone().json();
        assertThat(answer.at("/model/space").asString())
                .isEqualTo(EncoderModel.read(out).space().sha256());
        assertThat(answer.at("/selfTest/engineDifference").asDouble()).isBetween(0.0, 1e-5);
        assertThat(answer.at("/selfTest/batchDifference").asDouble()).isBetween(0.0, 1e-5);
        assertThat(answer.at("/selfTest/untrainable").isNull()).isTrue();
        assertThat(answer.at("/changes").size()).isEqualTo(3);
        assertThat(answer.at("/trainableTensorCount").asInt()).isPositive();
        assertThat(answer.at("/model/provenance/importedFrom").asString()).isEqualTo("net.onnx");
    }

    @Test
    void anEncoderThatCannotBeTrainedServesAndSaysSo() throws IOException {
        Files.write(file, ForeignNetwork.untrainable());
        assertThat(run(DESCRIBED).assertDone().out())
                .contains("no, it only serves: operator Softsign", "node \"the-odd-one\"");
        assertThat(EncoderModel.read(out).trainable()).isEmpty();
        Path ann = Samples.picture(folder.resolve("ann.png"), 1, 0);
        CommandRun.of("verify", out, ann, ann, "--threshold", "1").assertDone();
    }

    @Test
    void optionsOverruleTheProfile() {
        run(List.of("--profile", "dlib-150"), "--input-size", "32", "--colors", "bgr")
                .assertDone();
        EncoderSpec spec = EncoderModel.read(out).spec();
        assertThat(spec.normalization()).hasToString("(pixel - [122.782,117.001,104.298]) / 255.0");
        assertThat(spec.colorOrder()).hasToString("BGR");
        run(List.of("--profile", "facenet-160"), "--input-size", "32", "--template", "arcface", "--mean", "1,2,3")
                .assertDone();
        spec = EncoderModel.read(out).spec();
        assertThat(spec.crop()).isEqualTo(FivePointTemplate.arcFace(32));
        assertThat(spec.normalization()).hasToString("(pixel - [1.0,2.0,3.0]) / 128.0");
    }

    @Test
    void whatIsMissingIsNamedAndNothingIsWritten() {
        run(List.of()).assertMistake("--profile (arcface-112,", "--colors, --mean, --divisor, --crop or --template");
        run(List.of("--colors", "rgb", "--mean", "0")).assertMistake("or also --divisor, --crop or --template");
        run(List.of("--profile", "arcface")).assertMistake("no profile \"arcface\"", "arcface-112");
        run(List.of("--profile", "arcface-112")).assertMistake("net.onnx", "32 pixels a side: 112 were expected");
        assertThat(out).doesNotExist();
    }

    @Test
    void valuesThatAreNoneAreRefused() {
        Object[][] wrong = {
            {"--colors", "gray", "rgb or bgr is expected"},
            {"--mean", "1,2", "1 or 3 numbers are expected"},
            {"--mean", "much", "1 or 3 numbers are expected"},
            {"--mean", "NaN", "1 or 3 numbers are expected"},
            {"--divisor", "0", "the divisor positive"},
            {"--template", "1,2,3", "10 numbers are expected"},
            {"--crop", "1,2", "four numbers are expected"},
            {"--output", "nothing", "has no value \"nothing\""},
            {"--embedding-size", "512", "gives embeddings of 16 numbers, not 512"}
        };
        for (Object[] option : wrong) {
            run(List.of("--profile", "facenet-160"), "--input-size", "32", option[0], option[1])
                    .assertMistake(option[2].toString());
        }
        run(DESCRIBED, "--input-size", "0").assertMistake("--input-size 0: it must lie in [8, 1024]");
        run(DESCRIBED, "--template", "arcface").assertMistake("--crop or --template, not both");
        assertThat(out).doesNotExist();
    }

    @Test
    void filesThatAreNoneAreRefused() throws IOException {
        Path original = file;
        CommandRun.of("models", "import", file, "--out", file, "--profile", "sface")
                .assertMistake("is the imported file");
        file = folder.resolve("none.onnx");
        run(DESCRIBED).assertMistake("none.onnx: no such file");
        file = Files.writeString(folder.resolve("text.onnx"), "not a model");
        run(DESCRIBED).assertMistake("text.onnx", "not an ONNX file");
        file = original;
        run(DESCRIBED).assertDone();
        file = out;
        out = folder.resolve("again.onnx");
        run(DESCRIBED).assertMistake("encoder.onnx already is an encoder with a specification");
    }
}

package org.likeness.app.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.app.cli.CommandRun;
import org.likeness.app.cli.Samples;
import org.likeness.app.cli.TinyTraining;
import org.likeness.model.EncoderModel;
import org.likeness.model.graph.TensorData;
import tools.jackson.databind.JsonNode;

class FuseModelCommandTest {
    @TempDir
    private Path folder;

    private Path encoder;
    private Path fused;

    @BeforeEach
    void write() {
        encoder = Samples.encoder(folder, 1);
        fused = folder.resolve("fused.onnx");
    }

    private CommandRun fuse(Object... more) {
        List<Object> words = new ArrayList<>(List.of("models", "fuse", encoder, "--out", fused));
        words.addAll(List.of(more));
        return CommandRun.of(words.toArray());
    }

    @Test
    void nodesAreCountedAndTheDifferenceIsStated() {
        assertThat(fuse().assertDone().out())
                .contains(
                        "originally ",
                        "folded into a layer",
                        "random pictures in ONNX Runtime",
                        "no: keep the original");
        JsonNode answer = fuse("--json").assertDone().json();
        assertThat(answer.at("/nodeCount").asInt())
                .isEqualTo(answer.at("/originalNodeCount").asInt()
                        - answer.at("/foldedCount").asInt())
                .isEqualTo(EncoderModel.read(fused).graph().nodes().size());
        assertThat(answer.at("/foldedCount").asInt()).isPositive();
        assertThat(answer.at("/difference").asDouble()).isBetween(0.0, 1e-5);
    }

    @Test
    void whoeverWasEnrolledWithTheOriginalIsIdentifiedByTheCopyAndTheOtherWayRound() {
        fuse().assertDone();
        Path ann = Samples.picture(folder.resolve("ann.png"), 1, 0);
        Path bo = Samples.picture(folder.resolve("bo.png"), 6, 4);
        Path gallery = folder.resolve("staff.db");
        CommandRun.of("enroll", encoder, "--gallery", gallery, "ann", ann).assertDone();
        CommandRun.of("enroll", fused, "--gallery", gallery, "bo", bo).assertDone();
        assertThat(CommandRun.of("identify", fused, "--gallery", gallery, ann).out())
                .contains("ann.png: ann, distance 0.0000, threshold 0.0500");
        assertThat(CommandRun.of("identify", encoder, "--gallery", gallery, bo).out())
                .contains("bo.png: bo, distance 0.0000, threshold 0.0500");
        JsonNode compared = CommandRun.of("verify", fused, ann, bo, "--json").json();
        assertThat(compared.at("/threshold").asDouble()).isEqualTo(0.05);
    }

    @Test
    void aCopyCannotBeTrainedAndSaysSo() {
        fuse().assertDone();
        new TinyTraining(folder)
                .into(folder.resolve("tuned"), "--init", fused)
                .assertMistake("has no trainable tensors: it was imported or fused for inference only");
    }

    @Test
    void whatCannotBeFusedIsNotWritten() throws IOException {
        CommandRun.of("models", "fuse", encoder, "--out", encoder).assertMistake("is the encoder itself");
        CommandRun.of("models", "fuse", folder.resolve("none.onnx"), "--out", fused)
                .assertMistake("none.onnx: no such file");
        Path text = Files.writeString(folder.resolve("text.onnx"), "not a model");
        CommandRun.of("models", "fuse", text, "--out", fused).assertMistake("text.onnx is not an ONNX file");
        assertThat(fused).doesNotExist();
    }

    /** Weights of some 1e-40 have few digits left. */
    @Test
    void aCopyThatComputesSomethingElseIsNotWritten() {
        EncoderModel original = EncoderModel.read(encoder);
        Map<String, TensorData> stored = new HashMap<>(original.graph().initializers());
        stored.replaceAll((name, data) -> name.equals("norm1.scale") ? filled(data, 1e-38f) : data);
        stored.replaceAll((name, data) -> name.equals("norm1.variance") ? filled(data, 1e4f) : data);
        original.withGraph(original.graph().withInitializers(stored)).write(encoder);
        fuse().assertMistake("the embeddings of the fused copy differ by", "nothing was written");
        assertThat(fused).doesNotExist();
    }

    private static TensorData filled(TensorData data, float value) {
        float[] values = new float[data.elements()];
        Arrays.fill(values, value);
        return new TensorData.Floats(data.shape(), values);
    }
}

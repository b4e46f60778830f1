package org.likeness.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.app.importing.ForeignNetwork;
import org.likeness.model.EncoderModel;
import org.likeness.model.graph.GraphReader;
import org.likeness.model.graph.TensorData;
import org.likeness.model.safetensors.Safetensors;
import org.likeness.model.safetensors.SafetensorsFile;
import tools.jackson.databind.JsonNode;

/** Files that hold weights without a network. */
class ImportWeightsTest {
    private static final List<Object> DESCRIBED =
            List.of("--colors", "rgb", "--mean", "127.5", "--divisor", "128", "--crop", "0.5,0.5,1,1");

    @TempDir
    private Path folder;

    private Path weights;
    private Path out;

    @BeforeEach
    void name() {
        weights = folder.resolve("weights.safetensors");
        out = folder.resolve("filled.onnx");
    }

    private void write(Map<String, TensorData> tensors) {
        SafetensorsFile.write(weights, new Safetensors(new TreeMap<>(tensors), Map.of()));
    }

    private CommandRun run(List<Object> description, Object... more) {
        List<Object> words = new ArrayList<>(List.of("models", "import", weights, "--out", out));
        words.addAll(description);
        words.addAll(List.of(more));
        return CommandRun.of(words.toArray());
    }

    @Test
    void anArchitectureWithTheWeightsOfAnEncoderIsThatEncoder() {
        EncoderModel encoder = EncoderModel.read(Samples.encoder(folder, 3));
        write(encoder.graph().initializers());
        JsonNode answer = run(DESCRIBED, "--architecture", "small-residual", "--input-size", "32", "--json")
                .assertDone()
                .json();
        assertThat(answer.at("/model/space").asString())
                .isEqualTo(encoder.space().sha256());
        assertThat(answer.at("/model/provenance/importedFrom").asString()).isEqualTo("weights.safetensors");
        assertThat(answer.at("/model/provenance/importedInto").asString()).isEqualTo("small-residual");
        assertThat(answer.at("/selfTest/engineDifference").asDouble()).isBetween(0.0, 1e-5);
        assertThat(EncoderModel.read(out).trainable()).hasSameElementsAs(encoder.trainable());
    }

    @Test
    void aGraphWithItsOwnWeightsIsItself() throws IOException {
        byte[] network = ForeignNetwork.ofOnePicture();
        Path net = Files.write(folder.resolve("net.onnx"), network);
        Map<String, TensorData> tensors =
                new TreeMap<>(GraphReader.read("net.onnx", network).initializers());
        tensors.keySet().removeIf(name -> name.equals("flat.shape") || name.endsWith(".ratio"));
        write(tensors);
        run(DESCRIBED, "--graph", net).assertDone();
        Path alone = folder.resolve("alone.onnx");
        List<Object> words = new ArrayList<>(List.of("models", "import", net, "--out", alone));
        words.addAll(DESCRIBED);
        CommandRun.of(words.toArray()).assertDone();
        assertThat(EncoderModel.read(out).space())
                .isEqualTo(EncoderModel.read(alone).space());
    }

    @Test
    void weightsThatDoNotFitAreRefused() {
        write(Map.of("w", new TensorData.Floats(new long[] {1}, new float[1])));
        run(List.of("--architecture", "inception-resnet-v1"))
                .assertMistake("weights.safetensors does not match inception-resnet-v1", "\"linear1.weight\"");
        run(DESCRIBED).assertMistake("contains weights without a network", "--architecture", "--graph NET.onnx");
        run(DESCRIBED, "--architecture", "vgg").assertMistake("no architecture \"vgg\"", "inception-resnet-v1");
        run(DESCRIBED, "--architecture", "small-residual").assertMistake("give --input-size");
        run(DESCRIBED, "--architecture", "small-residual", "--graph", "net.onnx")
                .assertMistake("--architecture or --graph, not both");
        run(DESCRIBED, "--graph", folder.resolve("none.onnx")).assertMistake("none.onnx: no such file");
        assertThat(out).doesNotExist();
    }

    @Test
    void whatAPickleWouldRunIsNotRun() throws IOException {
        byte[] pickle = HexFormat.of()
                .parseHex(
                        "80028a0a6cfc9c46f9206aa850192e" // of torch.save; then os.system("touch")
                                + "8002636f730a73797374656d0a5805000000746f75636885522e"
                                + "80024e2e");
        weights = Files.write(folder.resolve("weights.pt"), pickle);
        run(List.of("--architecture", "inception-resnet-v1"))
                .assertMistake("weights.pt is of no version of torch.save that is known");
        weights = Files.writeString(folder.resolve("text.pth"), "not weights");
        run(List.of("--architecture", "inception-resnet-v1")).assertMistake("text.pth is not a file of weights");
        weights = folder.resolve("none.pt");
        run(List.of("--architecture", "inception-resnet-v1")).assertMistake("none.pt: no such file");
    }
}

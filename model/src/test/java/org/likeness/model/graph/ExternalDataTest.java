package org.likeness.model.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnx.proto.OnnxMl;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.likeness.core.LikenessException;

/** Tensors beside a model are read from its own folder, and from nowhere else. */
final class ExternalDataTest {
    private static final float[] VALUES = {1, -2, 3.5f};

    @TempDir
    private Path folder;

    @BeforeEach
    void writeData() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(8 + 4 * VALUES.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(8).slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(VALUES);
        Files.write(folder.resolve("net.data"), bytes.array());
    }

    /** A file of {@code y = x · w}, w of three numbers that lie where the entries say: key, value, key, value, … */
    private Path model(String... entries) throws IOException {
        OnnxGraph graph = new OnnxGraph(
                "beside",
                Map.of("", 17L),
                List.of(new ValueInfo("x", List.of(-1L, 3L))),
                List.of(new ValueInfo("y", List.of(-1L, 3L))),
                List.of(new Node("n", "", "Mul", List.of("x", "w"), List.of("y"), Map.of())),
                Map.of("w", new TensorData.Floats(new long[] {3}, VALUES)),
                Map.of());
        OnnxMl.ModelProto.Builder model = OnnxMl.ModelProto.parseFrom(GraphWriter.bytes(graph)).toBuilder();
        OnnxMl.TensorProto.Builder tensor =
                model.getGraphBuilder().getInitializerBuilder(0).clearRawData();
        tensor.setDataLocation(OnnxMl.TensorProto.DataLocation.EXTERNAL);
        for (int i = 0; i < entries.length; i += 2) {
            tensor.addExternalData(OnnxMl.StringStringEntryProto.newBuilder()
                    .setKey(entries[i])
                    .setValue(entries[i + 1]));
        }
        return Files.write(folder.resolve("net.onnx"), model.build().toByteArray());
    }

    private void requireRefused(String reason, String... entries) throws IOException {
        Path model = model(entries);
        assertThatThrownBy(() -> GraphReader.read(model))
                .isInstanceOf(LikenessException.class)
                .hasMessageStartingWith(model + ": tensor \"w\" ")
                .hasMessageContaining(reason)
                .hasMessageNotContaining("\n");
    }

    @Test
    void tensorsBesideTheModelAreReadAndComeIntoWhatIsWritten() throws IOException {
        Path model = model("location", "net.data", "offset", "8", "length", "12");
        GraphReader.Contents contents = GraphReader.read(model, Files.readAllBytes(model));
        assertThat(contents.dataFiles()).extracting(Path::getFileName).containsExactly(Path.of("net.data"));
        assertThat(((TensorData.Floats) contents.graph().initializer("w")).values())
                .containsExactly(VALUES);
        byte[] whole = GraphWriter.bytes(contents.graph());
        assertThat(((TensorData.Floats) GraphReader.read("whole.onnx", whole).initializer("w")).values())
                .containsExactly(VALUES);
    }

    @Test
    void withoutALengthTheRestOfTheFileIsMeant() throws IOException {
        assertThat(((TensorData.Floats) GraphReader.read(model("location", "net.data", "offset", "8"))
                                .initializer("w"))
                        .values())
                .containsExactly(VALUES);
        requireRefused("has 20 bytes in", "location", "net.data");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "../net.data", "a/net.data", "..", ".", "", "C:\\net.data", "a\\b", "a\nb"})
    void otherPlacesAreNotLookedAt(String location) throws IOException {
        requireRefused("only a file in the folder of the model", "location", location, "length", "12");
    }

    @Test
    void placesThatAreNotThereAreRefused() throws IOException {
        requireRefused("which is missing or not a file", "location", "none.data", "length", "12");
        requireRefused("is at bytes 12 to 24 of", "location", "net.data", "offset", "12", "length", "12");
        requireRefused("has 8 bytes in", "location", "net.data", "length", "8");
        requireRefused("with offset \"-1\"", "location", "net.data", "offset", "-1", "length", "12");
        requireRefused("with length \"many\"", "location", "net.data", "length", "many");
        requireRefused("is at bytes", "location", "net.data", "offset", "9223372036854775807", "length", "12");
        requireRefused("\"basepath\" is unknown", "location", "net.data", "basepath", "/etc");
        requireRefused("only a file in the folder of the model", "length", "12");
        Files.createDirectory(folder.resolve("folder"));
        requireRefused("which is missing or not a file", "location", "folder", "length", "12");
    }

    @Test
    void linksAreNotFollowed(@TempDir Path elsewhere) throws IOException {
        Path secret = Files.write(elsewhere.resolve("secret"), new byte[12]);
        try {
            Files.createSymbolicLink(folder.resolve("link.data"), secret);
        } catch (IOException | UnsupportedOperationException e) {
            assumeTrue(false, "this system makes no links");
        }
        requireRefused("which is a link", "location", "link.data", "length", "12");
    }

    @Test
    void valuesInTwoPlacesAreRefused() throws IOException {
        Path model = model("location", "net.data", "offset", "8", "length", "12");
        OnnxMl.ModelProto.Builder twice = OnnxMl.ModelProto.parseFrom(Files.readAllBytes(model)).toBuilder();
        twice.getGraphBuilder().getInitializerBuilder(0).addFloatData(1);
        Files.write(model, twice.build().toByteArray());
        assertThatThrownBy(() -> GraphReader.read(model)).hasMessageContaining("has values in two fields");
    }

    @Test
    void whatNeverEndsIsNoModel() {
        Path device = Path.of("/dev/zero");
        assumeTrue(Files.exists(device));
        assertThatThrownBy(() -> GraphReader.read(device))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("/dev/zero is a pipe or a device");
        assertThatThrownBy(() -> GraphReader.read(folder)).hasMessageContaining("is a folder");
    }
}

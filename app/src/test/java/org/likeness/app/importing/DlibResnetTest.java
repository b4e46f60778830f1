package org.likeness.app.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.likeness.core.LikenessException;
import org.likeness.core.embedding.FaceInput;
import org.likeness.core.image.FaceImage;
import org.likeness.model.EncoderModel;
import org.likeness.model.graph.OnnxGraph;
import org.likeness.model.graph.TensorData.Floats;
import org.likeness.model.importing.EncoderImport;
import org.likeness.model.importing.ImportProfile;
import org.likeness.model.importing.manifest.DlibResnet;
import org.likeness.recognition.OnnxEncoder;

class DlibResnetTest {
    private static final long SEED = 20261125;

    private static EncoderModel encoder(Map<String, Floats> weights) {
        OnnxGraph graph = DlibResnet.graph("manifest.json", weights);
        return EncoderImport.of("manifest.json", graph, Map.of("manifest.json", "0"), ImportProfile.DLIB_150.settings())
                .encoder();
    }

    @Test
    void computesWhatItsLayersSayOneByOne() {
        Map<String, Floats> weights = DlibReference.weights(new SplittableRandom(SEED));
        EncoderModel encoder = encoder(weights);
        byte[] levels = new byte[150 * 150 * 3];
        new SplittableRandom(SEED + 1).nextBytes(levels);
        FaceImage picture = new FaceImage(150, 150, levels);
        float[] pixels = new float[FaceInput.size(encoder.spec())];
        FaceInput.write(picture, encoder.spec(), pixels, 0);
        float[] expected = new DlibReference(weights).embed(pixels);
        try (OnnxEncoder onnx = OnnxEncoder.of(encoder, 1)) {
            float[] found = onnx.embed(List.of(picture)).get(0).values();
            assertThat(found).as("seed %d", SEED).hasSameSizeAs(expected);
            double apart = 0;
            for (int i = 0; i < found.length; i++) {
                apart += Math.pow(found[i] - expected[i], 2);
            }
            assertThat(Math.sqrt(apart)).as("seed %d", SEED).isLessThan(1e-5);
        }
    }

    @Test
    void itIsTrainedFurther() {
        SelfTest test = SelfTest.of(encoder(DlibReference.weights(new SplittableRandom(SEED))), SEED, 1);
        assertThat(test.untrainable()).isEmpty();
        assertThat(test.engineDifference())
                .hasValueSatisfying(value -> assertThat(value).isLessThan(1e-5));
    }

    @Test
    void tensorsThatAreMissingTooManyOrMisshapenAreNamed() {
        Map<String, Floats> whole = DlibReference.weights(new SplittableRandom(SEED));
        Map<String, Floats> weights = new TreeMap<>(whole);
        weights.remove("conv64_2/conv1/scale/biases");
        assertRefused(weights, "has no tensor \"conv64_2/conv1/scale/biases\"");
        weights = new TreeMap<>(whole);
        weights.put("fc", new Floats(new long[] {128, 256}, new float[128 * 256]));
        assertRefused(weights, "tensor \"fc\" has the shape [128, 256]: dlib's network has [256, 128]");
        weights = new TreeMap<>(whole);
        weights.put("surplus", new Floats(new long[] {1}, new float[1]));
        assertRefused(weights, "has 1 tensors that are not in dlib's network, such as \"surplus\"");
    }

    private static void assertRefused(Map<String, Floats> weights, String message) {
        assertThatThrownBy(() -> DlibResnet.graph("manifest.json", weights))
                .isInstanceOf(LikenessException.class)
                .hasMessageStartingWith("manifest.json")
                .hasMessageContaining(message);
    }
}

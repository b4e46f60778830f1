package org.likeness.model.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.likeness.core.LikenessException;
import org.likeness.core.recipe.NetworkSettings;
import org.likeness.model.graph.GraphWriter;

class ArchitectureTest {
    @Test
    void mobileFaceNetHasThePapersSize() {
        NewNetwork network = network("mobile-face-net", 112, 128, false);
        // arXiv 1804.07573, §3.2: 221 million multiply-adds and 0.99 million parameters, which is the count without the
        // 7,552 slopes of PReLU.
        assertThat(network.multiplications()).isEqualTo(220_965_376);
        assertThat(network.parameters()).isEqualTo(995_328 + 7_552);
    }

    @Test
    void inceptionResnetV1HasThePublishedSize() {
        NewNetwork network = network("inception-resnet-v1", 160, 512, true);
        // The published 512-d encoder of this network for 160×160 has 2.846 GFLOP (two to a multiplication, with what
        // is
        // not convolution) and 23.47 million parameters: Open Model Zoo, facenet-20180408-102900.
        assertThat(network.multiplications() / 1e9).isCloseTo(2.846 / 2, within(0.01));
        assertThat(network.parameters() / 1e6).isCloseTo(23.47, within(0.03));
        assertThat(network.parameters()).isEqualTo(23_482_624);
    }

    @Test
    void smallResidualIsSmall() {
        NewNetwork network = network("small-residual", 64, 128, true);
        assertThat(network.parameters() / 1e6).isCloseTo(0.57, within(0.01));
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void theSizeIsThatOfTheNetworkThatIsBuilt(Architecture architecture) {
        NetworkSettings settings = new NetworkSettings(architecture.key(), 96, 48, 0.3, true, true);
        NewNetwork network = architecture.build(settings, new SplittableRandom(3));
        assertThat(architecture.size(settings))
                .isEqualTo(new NetworkSize(network.parameters(), network.multiplications()));
    }

    @ParameterizedTest
    @CsvSource({
        "small-residual,64,true,true", "small-residual,48,false,true", "small-residual,33,true,false",
        "mobile-face-net,112,true,true", "mobile-face-net,64,false,true", "mobile-face-net,64,true,false",
        "inception-resnet-v1,160,true,true", "inception-resnet-v1,96,false,true", "inception-resnet-v1,96,true,false"
    })
    void onnxRuntimeRunsEachVariantWithAnyBatch(String name, int size, boolean norm, boolean sphere)
            throws OrtException {
        NetworkSettings settings = new NetworkSettings(name, size, 32, 0.3, norm, sphere);
        NewNetwork network = Architecture.named(name).build(settings, new SplittableRandom(5));
        byte[] file = GraphWriter.bytes(network.graph());
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(file)) {
            float[] pictures = new float[3 * 3 * size * size];
            SplittableRandom random = new SplittableRandom(6);
            for (int i = 0; i < pictures.length; i++) {
                pictures[i] = (float) random.nextGaussian();
            }
            float[][] together = run(environment, session, pictures, 3, size);
            int one = 3 * size * size;
            for (int row = 0; row < 3; row++) {
                float[] alone =
                        run(environment, session, Arrays.copyOfRange(pictures, row * one, (row + 1) * one), 1, size)[0];
                assertThat(alone).hasSize(32).containsExactly(together[row], within(1e-4f));
                if (sphere) {
                    double length = 0;
                    for (float value : alone) {
                        length += (double) value * value;
                    }
                    assertThat(length).isCloseTo(1, within(1e-5));
                }
            }
        }
    }

    @Test
    void aSizeThatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> network("inception-resnet-v1", 64, 512, true))
                .isInstanceOf(LikenessException.class)
                .hasMessage("network.inputSize is 64: inception-resnet-v1 takes 80 to 320 pixels");
    }

    @Test
    void anUnknownNameIsAnsweredWithTheKnownOnes() {
        assertThatThrownBy(() -> Architecture.named("resnet"))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("small-residual, mobile-face-net, inception-resnet-v1");
    }

    private static NewNetwork network(String name, int size, int embedding, boolean norm) {
        NetworkSettings settings = new NetworkSettings(name, size, embedding, 0, norm, true);
        return Architecture.named(name).build(settings, new SplittableRandom(1));
    }

    private static float[][] run(OrtEnvironment environment, OrtSession session, float[] pictures, int batch, int size)
            throws OrtException {
        try (OnnxTensor input = OnnxTensor.createTensor(
                        environment, FloatBuffer.wrap(pictures), new long[] {batch, 3, size, size});
                OrtSession.Result result = session.run(Map.of(Architecture.INPUT, input))) {
            return (float[][]) result.get(0).getValue();
        }
    }
}

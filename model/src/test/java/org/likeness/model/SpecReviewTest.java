package org.likeness.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.likeness.core.embedding.ColorOrder;
import org.likeness.core.embedding.Distance;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.embedding.Normalization;
import org.likeness.core.image.Border;
import org.likeness.core.image.CropFraction;
import org.likeness.core.image.FaceCrop;
import org.likeness.core.image.FivePointTemplate;
import org.likeness.model.graph.GraphBuilder;
import org.likeness.model.graph.GraphBuilder.Convolution;
import org.likeness.model.graph.GraphBuilder.Value;
import org.likeness.model.graph.OnnxGraph;
import org.likeness.model.importing.ImportProfile;

final class SpecReviewTest {
    private static List<String> doubts(int size, Normalization normalization, FaceCrop crop) {
        GraphBuilder builder = new GraphBuilder("small", new SplittableRandom(1));
        Value map = builder.convolution(builder.input("input", 3, size, size), Convolution.square(4, 3, 2));
        Value vector = builder.linear(builder.flatten(builder.globalAveragePool(map)), 16, true);
        OnnxGraph graph = builder.build(builder.unitSphere(vector), "embedding");
        EncoderSpec spec = new EncoderSpec(
                size,
                size,
                ColorOrder.RGB,
                normalization,
                crop,
                Border.BLACK,
                16,
                Distance.SQUARED_EUCLIDEAN,
                true,
                "",
                "",
                Map.of(),
                Optional.empty());
        return SpecReview.of(EncoderModel.of(graph, spec, builder.trainable()));
    }

    @Test
    void theKnownProfilesRaiseNoDoubt() {
        for (ImportProfile profile : ImportProfile.values()) {
            if (profile != ImportProfile.SFACE) { // whose graph has a layer for bytes
                assertThat(doubts(profile.inputSize(), profile.normalization(), profile.crop()))
                        .as(profile.key())
                        .isEmpty();
            }
        }
    }

    @Test
    void levelsThatReachAConvolutionAsTheyAreAreNamed() {
        assertThat(doubts(64, new Normalization(0, 1), CropFraction.WHOLE))
                .singleElement()
                .asString()
                .contains("values of up to 255", "mean 127.5");
        assertThat(doubts(64, new Normalization(0, 255), CropFraction.WHOLE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "160 | 38.3,51.7,73.5,51.5,56,71.7,41.5,92.4,70.7,92.2 | may be meant for another size than 160×160",
                "64 | 38.3,51.7,73.5,51.5,56,71.7,41.5,92.4,70.7,92.2 | exceeds the 64×64 pixels",
                "112 | 73.5,51.5,38.3,51.7,56,71.7,70.7,92.2,41.5,92.4 | left and right exchanged",
                "112 | 38.3,92.4,73.5,92.2,56,71.7,41.5,51.7,70.7,51.5 | the eyes below the mouth",
            })
    void aTemplateThatCannotBeRightIsNamed(int size, String points, String doubt) {
        double[] template = java.util.Arrays.stream(points.split(","))
                .mapToDouble(Double::parseDouble)
                .toArray();
        assertThat(doubts(size, new Normalization(127.5, 128), new FivePointTemplate(template)))
                .singleElement()
                .asString()
                .contains(doubt);
    }
}

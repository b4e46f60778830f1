package org.likeness.training.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.likeness.core.recipe.SoftmaxSettings;
import org.likeness.training.distributed.ProcessGroup;

final class MarginSoftmaxTest {
    @ParameterizedTest
    @CsvSource({"cosface,64", "cosface,10", "arcface,64", "arcface,10"})
    void lossAndBothGradientsAreThoseOfThePapersFormula(String form, double scale) {
        SoftmaxSettings settings = SoftmaxReference.settings(form, scale);
        for (long seed = 1; seed <= 4; seed++) {
            SoftmaxReference.Sample sample = SoftmaxReference.Sample.draw(seed, 9, 7, 5);
            MarginSoftmax.Result result = new MarginSoftmax(settings, ProcessGroup.ALONE)
                    .of(sample.embeddings(), sample.centers(), sample.own());
            double[] embeddings = SoftmaxReference.doubles(sample.embeddings());
            double[] centers = SoftmaxReference.doubles(sample.centers());
            double expected = SoftmaxReference.loss(embeddings, centers, sample, settings);
            assertThat(result.loss()).as("seed %d", seed).isCloseTo(expected, within(1e-5 * expected));
            SoftmaxReference.requireSlopes(result.gradient(), embeddings, embeddings, centers, sample, settings);
            SoftmaxReference.requireSlopes(result.gradientOfCenters(), centers, embeddings, centers, sample, settings);
        }
    }

    @Test
    void rowsInSeveralBlocksAreAddedUp() {
        SoftmaxSettings settings = SoftmaxReference.settings("arcface", 16);
        SoftmaxReference.Sample sample = SoftmaxReference.Sample.draw(5, 600, 30, 8);
        MarginSoftmax.Result result =
                new MarginSoftmax(settings, ProcessGroup.ALONE).of(sample.embeddings(), sample.centers(), sample.own());
        double expected = SoftmaxReference.loss(
                SoftmaxReference.doubles(sample.embeddings()),
                SoftmaxReference.doubles(sample.centers()),
                sample,
                settings);
        assertThat(result.loss()).isCloseTo(expected, within(1e-5 * expected));
        double[] ofCenters = new double[sample.centers().length];
        int rows = 200;
        for (int first = 0; first < 600; first += rows) {
            MarginSoftmax.Result part = new MarginSoftmax(settings, ProcessGroup.ALONE)
                    .of(
                            Arrays.copyOfRange(sample.embeddings(), first * 8, (first + rows) * 8),
                            sample.centers(),
                            Arrays.copyOfRange(sample.own(), first, first + rows));
            for (int i = 0; i < ofCenters.length; i++) {
                ofCenters[i] += part.gradientOfCenters()[i] / 3;
            }
            for (int i = 0; i < rows * 8; i++) {
                assertThat((double) result.gradient()[first * 8 + i]).isCloseTo(part.gradient()[i] / 3, within(1e-7));
            }
        }
        for (int i = 0; i < ofCenters.length; i++) {
            assertThat((double) result.gradientOfCenters()[i]).isCloseTo(ofCenters[i], within(1e-6));
        }
    }

    @Test
    void accuracyIsTheShareOfEmbeddingsNearestToTheirOwnCenter() {
        float[] centers = {1, 0, 0, 1};
        float[] embeddings = {0.8f, 0.6f, 0.6f, 0.8f, 1, 0};
        MarginSoftmax.Result result = new MarginSoftmax(SoftmaxReference.settings("cosface", 8), ProcessGroup.ALONE)
                .of(embeddings, centers, new int[] {0, 1, 1});
        assertThat(result.accuracy()).isCloseTo(2 / 3.0, within(1e-12));
    }

    @Test
    void anEmbeddingOnItsCenterHasAFiniteGradientAlongTheSphere() {
        float[] centers = {1, 0, 0, 1};
        MarginSoftmax.Result result = new MarginSoftmax(SoftmaxReference.settings("arcface", 64), ProcessGroup.ALONE)
                .of(new float[] {1, 0}, centers, new int[] {0});
        assertThat(result.gradient()[0]).isCloseTo(0, within(1e-4f));
        assertThat(result.gradient()[1]).isFinite();
    }

    @Test
    void whatIsNotFiniteIsRefused() {
        MarginSoftmax softmax = new MarginSoftmax(SoftmaxReference.settings("cosface", 8), ProcessGroup.ALONE);
        assertThatThrownBy(() -> softmax.of(new float[] {Float.NaN, 0}, new float[] {1, 0, 0, 1}, new int[] {0}))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("the loss of the softmax is NaN");
    }
}

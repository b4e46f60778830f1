package org.likeness.training.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.likeness.core.recipe.SoftmaxSettings;
import org.likeness.training.recipe.RecipeReader;

final class MarginSoftmaxTest {
    private static final double STEP = 1e-5;

    private static SoftmaxSettings settings(String form, double scale) {
        return RecipeReader.defaults()
                .set("softmax.form=" + form)
                .set("softmax.scale=" + scale)
                .recipe()
                .softmax();
    }

    /** Unit vectors; row 0 of the embeddings lies nearly opposite its center, beyond ArcFace's π − m. */
    private static final class Sample {
        private final long seed;
        private final float[] embeddings;
        private final float[] centers;
        private final int[] own;
        private final int size;

        private Sample(long seed, float[] embeddings, float[] centers, int[] own, int size) {
            this.seed = seed;
            this.embeddings = embeddings;
            this.centers = centers;
            this.own = own;
            this.size = size;
        }

        static Sample draw(long seed, int batch, int classes, int size) {
            SplittableRandom random = new SplittableRandom(seed);
            float[] centers = unitVectors(random, classes, size);
            float[] embeddings = unitVectors(random, batch, size);
            int[] own = random.ints(batch, 0, classes).toArray();
            for (int i = 0; i < size; i++) {
                embeddings[i] = -centers[own[0] * size + i];
            }
            embeddings[0] += 0.1f;
            normalize(embeddings, 0, size);
            return new Sample(seed, embeddings, centers, own, size);
        }

        private static float[] unitVectors(SplittableRandom random, int rows, int size) {
            float[] vectors = new float[rows * size];
            for (int row = 0; row < rows; row++) {
                for (int i = 0; i < size; i++) {
                    vectors[row * size + i] = (float) random.nextDouble(-1, 1);
                }
                normalize(vectors, row, size);
            }
            return vectors;
        }

        private static void normalize(float[] vectors, int row, int size) {
            double squares = 0;
            for (int i = row * size; i < (row + 1) * size; i++) {
                squares += vectors[i] * vectors[i];
            }
            for (int i = row * size; i < (row + 1) * size; i++) {
                vectors[i] /= (float) Math.sqrt(squares);
            }
        }
    }

    /** The papers' formula term by term, in double precision; vectors of any length are put onto the sphere. */
    private static double loss(double[] embeddings, double[] centers, Sample sample, SoftmaxSettings settings) {
        double loss = 0;
        int classes = centers.length / sample.size;
        for (int row = 0; row < sample.own.length; row++) {
            double sum = 0;
            double own = 0;
            for (int one = 0; one < classes; one++) {
                double cosine = cosine(embeddings, row, centers, one, sample.size);
                double logit = settings.scale() * (one == sample.own[row] ? withMargin(cosine, settings) : cosine);
                sum += Math.exp(logit);
                own = one == sample.own[row] ? logit : own;
            }
            loss += Math.log(sum) - own;
        }
        return loss / sample.own.length;
    }

    private static double withMargin(double cosine, SoftmaxSettings settings) {
        if (settings.form() == SoftmaxSettings.Form.COSFACE) {
            return cosine - settings.cosineMargin();
        }
        double m = settings.angularMargin();
        double angle = Math.acos(cosine);
        return angle + m > Math.PI ? cosine - m * Math.sin(m) : Math.cos(angle + m);
    }

    private static double cosine(double[] embeddings, int row, double[] centers, int one, int size) {
        double product = 0;
        double embedding = 0;
        double center = 0;
        for (int i = 0; i < size; i++) {
            double e = embeddings[row * size + i];
            double c = centers[one * size + i];
            product += e * c;
            embedding += e * e;
            center += c * c;
        }
        return product / Math.sqrt(embedding * center);
    }

    private static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }

    @ParameterizedTest
    @CsvSource({"cosface,64", "cosface,10", "arcface,64", "arcface,10"})
    void lossAndBothGradientsAreThoseOfThePapersFormula(String form, double scale) {
        SoftmaxSettings settings = settings(form, scale);
        for (long seed = 1; seed <= 4; seed++) {
            Sample sample = Sample.draw(seed, 9, 7, 5);
            MarginSoftmax.Result result = new MarginSoftmax(settings).of(sample.embeddings, sample.centers, sample.own);
            double[] embeddings = doubles(sample.embeddings);
            double[] centers = doubles(sample.centers);
            double expected = loss(embeddings, centers, sample, settings);
            assertThat(result.loss()).as("seed %d", seed).isCloseTo(expected, within(1e-5 * expected));
            requireSlopes(result.gradient(), embeddings, embeddings, centers, sample, settings);
            requireSlopes(result.gradientOfCenters(), centers, embeddings, centers, sample, settings);
        }
    }

    private static void requireSlopes(
            float[] found,
            double[] moved,
            double[] embeddings,
            double[] centers,
            Sample sample,
            SoftmaxSettings settings) {
        double largest = 0;
        for (float slope : found) {
            largest = Math.max(largest, Math.abs(slope));
        }
        for (int i = 0; i < found.length; i++) {
            double kept = moved[i];
            moved[i] = kept + STEP;
            double above = loss(embeddings, centers, sample, settings);
            moved[i] = kept - STEP;
            double below = loss(embeddings, centers, sample, settings);
            moved[i] = kept;
            assertThat((double) found[i])
                    .as("seed %d, number %d", sample.seed, i)
                    .isCloseTo((above - below) / (2 * STEP), within(2e-5 * (1 + largest)));
        }
    }

    @Test
    void rowsInSeveralBlocksAreAddedUp() {
        SoftmaxSettings settings = settings("arcface", 16);
        Sample sample = Sample.draw(5, 600, 30, 8);
        MarginSoftmax.Result result = new MarginSoftmax(settings).of(sample.embeddings, sample.centers, sample.own);
        double expected = loss(doubles(sample.embeddings), doubles(sample.centers), sample, settings);
        assertThat(result.loss()).isCloseTo(expected, within(1e-5 * expected));
        double[] ofCenters = new double[sample.centers.length];
        int rows = 200;
        for (int first = 0; first < 600; first += rows) {
            MarginSoftmax.Result part = new MarginSoftmax(settings)
                    .of(
                            Arrays.copyOfRange(sample.embeddings, first * 8, (first + rows) * 8),
                            sample.centers,
                            Arrays.copyOfRange(sample.own, first, first + rows));
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
        MarginSoftmax.Result result =
                new MarginSoftmax(settings("cosface", 8)).of(embeddings, centers, new int[] {0, 1, 1});
        assertThat(result.accuracy()).isCloseTo(2 / 3.0, within(1e-12));
    }

    @Test
    void anEmbeddingOnItsCenterHasAFiniteGradientAlongTheSphere() {
        float[] centers = {1, 0, 0, 1};
        MarginSoftmax.Result result =
                new MarginSoftmax(settings("arcface", 64)).of(new float[] {1, 0}, centers, new int[] {0});
        assertThat(result.gradient()[0]).isCloseTo(0, within(1e-4f));
        assertThat(result.gradient()[1]).isFinite();
    }

    @Test
    void whatIsNotFiniteIsRefused() {
        MarginSoftmax softmax = new MarginSoftmax(settings("cosface", 8));
        assertThatThrownBy(() -> softmax.of(new float[] {Float.NaN, 0}, new float[] {1, 0, 0, 1}, new int[] {0}))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("the loss of the softmax is NaN");
    }
}

package org.likeness.training.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.likeness.core.recipe.SoftmaxSettings;
import org.likeness.training.recipe.RecipeReader;

/** The softmax with a margin as the papers write it, in double precision. */
final class SoftmaxReference {
    private static final double STEP = 1e-5;

    private SoftmaxReference() {}

    static SoftmaxSettings settings(String form, double scale) {
        return RecipeReader.defaults()
                .set("softmax.form=" + form)
                .set("softmax.scale=" + scale)
                .recipe()
                .softmax();
    }

    /** Unit vectors; row 0 of the embeddings lies nearly opposite its center, beyond ArcFace's π − m. */
    static final class Sample {
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

        float[] embeddings() {
            return embeddings;
        }

        float[] centers() {
            return centers;
        }

        int[] own() {
            return own;
        }

        long seed() {
            return seed;
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
    static double loss(double[] embeddings, double[] centers, Sample sample, SoftmaxSettings settings) {
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
        if (settings.form() == SoftmaxSettings.Form.NONE) {
            return cosine;
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

    static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }

    /**
     * Requires a gradient to be that of the formula, by central differences.
     *
     * @param moved the numbers that it belongs to: either embeddings or centers
     */
    static void requireSlopes(
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
}

package org.likeness.training.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.likeness.core.LikenessException;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.core.triplet.TripletObjective;
import org.likeness.training.recipe.RecipeReader;

/** Six pictures of three people, whose numbers in the training set of eight are {@link #PICTURES}. */
final class CompatibleLossTest {
    private static final int SIZE = TestBatch.EMBEDDING_SIZE;
    private static final int PEOPLE = 4;
    private static final int[] LABELS = {2, 0, 2, 1, 0, 1};
    private static final int[] PICTURES = {5, 0, 6, 2, 1, 3};
    private static final int[] LABELS_OF_SET = {0, 0, 1, 1, 2, 2, 2, 3};
    private static final double STEP = 1e-3;

    private static TrainingRecipe recipe(String kind, double weight) {
        return RecipeReader.defaults()
                .set("mining.strategy=all")
                .set("loss.reduction=mean")
                .set("loss.margin=4") // all triplets then have a loss, which is smooth
                .set("compatibility.kind=" + kind)
                .set("compatibility.harmonicTriplets.weight=" + weight)
                .set("compatibility.backwardCompatible.weight=" + weight)
                .set("compatibility.distillation.weight=" + weight)
                .set("compatibility.backwardCompatible.scale=6")
                .recipe();
    }

    private static float[][] unitRows(long seed, int rows) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] vectors = new float[rows][SIZE];
        for (float[] vector : vectors) {
            double squares = 0;
            for (int i = 0; i < SIZE; i++) {
                vector[i] = (float) random.nextDouble(-1, 1);
                squares += vector[i] * vector[i];
            }
            for (int i = 0; i < SIZE; i++) {
                vector[i] /= (float) Math.sqrt(squares);
            }
        }
        return vectors;
    }

    private static float[] flat(float[][] rows) {
        float[] values = new float[rows.length * SIZE];
        for (int i = 0; i < values.length; i++) {
            values[i] = rows[i / SIZE][i % SIZE];
        }
        return values;
    }

    private static TripletObjective own(TrainingRecipe recipe) {
        return new TripletObjective(recipe.mining(), recipe.loss(), 1);
    }

    private static BatchLoss loss(TrainingRecipe recipe, float[][] old) {
        return new CompatibleLoss(
                recipe,
                new DistanceLoss(recipe, own(recipe)),
                TripletObjective.ofHarmonicTriplets(recipe.mining(), recipe.mining()::strategyAt, recipe.loss(), 1),
                new OldEmbeddings(old, LABELS_OF_SET),
                PEOPLE,
                SIZE);
    }

    private static LossResult result(TrainingRecipe recipe, float[] embeddings, float[][] old) {
        return loss(recipe, old).of(embeddings, TestBatch.of(0, LABELS, PICTURES));
    }

    /** The compatibility loss by its definition, in plain loops and double precision. */
    private static double reference(String kind, double[] embeddings, float[][] old) {
        return switch (kind) {
            case "harmonic-triplets" -> harmonic(embeddings, old);
            case "backward-compatible" -> influence(embeddings, old);
            default -> fromOld(embeddings, old);
        };
    }

    private static double fromOld(double[] embeddings, float[][] old) {
        double sum = 0;
        for (int row = 0; row < PICTURES.length; row++) {
            sum += distance(Arrays.copyOfRange(embeddings, row * SIZE, (row + 1) * SIZE), doubles(old[PICTURES[row]]));
        }
        return sum / PICTURES.length;
    }

    /** Rows 0 to 5 are new, 6 to 11 the old embeddings of the same pictures. */
    private static double harmonic(double[] embeddings, float[][] old) {
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < LABELS.length; i++) {
            rows.add(Arrays.copyOfRange(embeddings, i * SIZE, (i + 1) * SIZE));
        }
        for (int picture : PICTURES) {
            rows.add(doubles(old[picture]));
        }
        double sum = 0;
        int count = 0;
        for (int a = 0; a < 12; a++) {
            for (int p = 0; p < 12; p++) {
                for (int n = 0; n < 12; n++) {
                    int fresh = (a < 6 ? 1 : 0) + (p < 6 ? 1 : 0) + (n < 6 ? 1 : 0);
                    boolean valid = a != p && LABELS[a % 6] == LABELS[p % 6] && LABELS[a % 6] != LABELS[n % 6];
                    if (valid && fresh > 0 && fresh < 3) {
                        sum += Math.max(0, distance(rows.get(a), rows.get(p)) - distance(rows.get(a), rows.get(n)) + 4);
                        count++;
                    }
                }
            }
        }
        return sum / count;
    }

    private static double distance(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < SIZE; i++) {
            sum += (one[i] - other[i]) * (one[i] - other[i]);
        }
        return sum;
    }

    /** New embeddings of any length are put onto the sphere. */
    private static double influence(double[] embeddings, float[][] old) {
        double[][] centers = new double[PEOPLE][SIZE];
        for (int i = 0; i < old.length; i++) {
            for (int k = 0; k < old[i].length; k++) {
                centers[LABELS_OF_SET[i]][k] += old[i][k];
            }
        }
        double loss = 0;
        for (int row = 0; row < LABELS.length; row++) {
            double[] embedding = Arrays.copyOfRange(embeddings, row * SIZE, (row + 1) * SIZE);
            double sum = 0;
            for (double[] center : centers) {
                sum += Math.exp(6 * cosine(embedding, center));
            }
            loss += Math.log(sum) - 6 * cosine(embedding, centers[LABELS[row]]);
        }
        return loss / LABELS.length;
    }

    private static double cosine(double[] one, double[] other) {
        double product = 0;
        double lengths = 1;
        for (double[] vector : List.of(one, other)) {
            double squares = 0;
            for (double value : vector) {
                squares += value * value;
            }
            lengths *= Math.sqrt(squares);
        }
        for (int i = 0; i < SIZE; i++) {
            product += one[i] * other[i];
        }
        return lengths == 0 ? 0 : product / lengths;
    }

    private static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }

    @ParameterizedTest
    @CsvSource({"harmonic-triplets", "backward-compatible", "distillation"})
    void valueAndGradientAreThoseOfTheDefinition(String kind) {
        for (long seed = 1; seed <= 5; seed++) {
            float[] embeddings = flat(unitRows(seed, LABELS.length));
            float[][] old = unitRows(100 + seed, LABELS_OF_SET.length);
            TrainingRecipe recipe = recipe(kind, 0.5);
            LossResult alone = new DistanceLoss(recipe, own(recipe)).of(embeddings, TestBatch.of(0, LABELS, PICTURES));
            LossResult both = result(recipe, embeddings, old);
            double expected = reference(kind, doubles(embeddings), old);
            assertThat(both.further()).as("seed %d", seed).containsKey("compatibilityLoss");
            assertThat(both.further().get("compatibilityLoss"))
                    .as("seed %d", seed)
                    .isCloseTo(expected, within(1e-5));
            assertThat(both.value()).as("seed %d", seed).isCloseTo(alone.value() + 0.5 * expected, within(1e-5));
            assertThat(both.statistics()).isEqualTo(alone.statistics());
            assertThat(both.cost()).isEqualTo(alone.cost());
            for (int i = 0; i < embeddings.length; i++) {
                double[] moved = doubles(embeddings);
                moved[i] += STEP;
                double above = reference(kind, moved, old);
                moved[i] -= 2 * STEP;
                double below = reference(kind, moved, old);
                assertThat((double) (both.gradient()[i] - alone.gradient()[i]))
                        .as("seed %d, number %d", seed, i)
                        .isCloseTo(0.5 * (above - below) / (2 * STEP), within(1e-4));
            }
        }
    }

    @Test
    void accuracyIsThatOfTheOldClassifier() {
        float[][] old = unitRows(7, LABELS_OF_SET.length);
        float[] centers = new OldEmbeddings(old, LABELS_OF_SET).classCenters(PEOPLE, SIZE);
        float[] onCenters = new float[LABELS.length * SIZE];
        for (int row = 0; row < LABELS.length; row++) {
            System.arraycopy(centers, LABELS[row] * SIZE, onCenters, row * SIZE, SIZE);
        }
        assertThat(result(recipe("backward-compatible", 1), onCenters, old).further())
                .containsEntry("oldClassifierAccuracy", 1.0);
    }

    @Test
    void unreadablePicturesHaveNoPartInCentersAndNoRow() {
        float[][] old = unitRows(8, LABELS_OF_SET.length);
        old[4] = new float[0];
        old[7] = new float[0];
        OldEmbeddings embeddings = new OldEmbeddings(old, LABELS_OF_SET);
        float[] centers = embeddings.classCenters(PEOPLE, SIZE);
        assertThat(Arrays.copyOfRange(centers, 3 * SIZE, 4 * SIZE)).containsOnly(0);
        double[] sum = new double[SIZE];
        for (int k = 0; k < SIZE; k++) {
            sum[k] = old[5][k] + old[6][k];
        }
        assertThat(cosine(sum, doubles(Arrays.copyOfRange(centers, 2 * SIZE, 3 * SIZE))))
                .isCloseTo(1, within(1e-6));
        assertThat(embeddings.of(new int[] {5, 0}, SIZE)).startsWith(old[5]).endsWith(old[0]);
        assertThatThrownBy(() -> embeddings.of(new int[] {4}, SIZE))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("picture 4 of the training set could not be read when");
    }

    @Test
    void aRecipeWithoutAKindIsRefused() {
        assertThatThrownBy(() -> loss(recipe("none", 1), unitRows(1, LABELS_OF_SET.length)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

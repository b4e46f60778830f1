package org.likeness.training.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.likeness.core.recipe.SoftmaxSettings;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.model.graph.TensorData;
import org.likeness.training.distributed.ProcessGroup;
import org.likeness.training.distributed.RanksInMemory;
import org.likeness.training.loader.BatchLabels;
import org.likeness.training.recipe.RecipeReader;

/** The softmax whose centers are divided among ranks is that of one process. */
final class DividedSoftmaxTest {
    private static final int CLASSES = 11;
    private static final int SIZE = 5;
    private static final int PEOPLE = 23;

    /** Which rank has a class. */
    private static int[] classes(IntUnaryOperator owner, int rank) {
        return IntStream.range(0, CLASSES)
                .filter(one -> owner.applyAsInt(one) == rank)
                .toArray();
    }

    private static float[] rows(float[] table, int[] which) {
        float[] rows = new float[which.length * SIZE];
        for (int i = 0; i < which.length; i++) {
            System.arraycopy(table, which[i] * SIZE, rows, i * SIZE, SIZE);
        }
        return rows;
    }

    private static List<MarginSoftmax.Result> divided(
            SoftmaxSettings settings, SoftmaxReference.Sample sample, int ranks, IntUnaryOperator owner) {
        return RanksInMemory.all(ranks, group -> {
            int[] which = classes(owner, group.share().rank());
            int[] own = Arrays.stream(sample.own())
                    .map(label -> Arrays.binarySearch(which, label))
                    .toArray();
            return new MarginSoftmax(settings, group).of(sample.embeddings(), rows(sample.centers(), which), own);
        });
    }

    /** That of one process, and that of the papers' formula. */
    private static void requireWhole(
            List<MarginSoftmax.Result> results,
            SoftmaxSettings settings,
            SoftmaxReference.Sample sample,
            IntUnaryOperator owner) {
        MarginSoftmax.Result whole =
                new MarginSoftmax(settings, ProcessGroup.ALONE).of(sample.embeddings(), sample.centers(), sample.own());
        double[] embeddings = SoftmaxReference.doubles(sample.embeddings());
        double[] centers = SoftmaxReference.doubles(sample.centers());
        double expected = SoftmaxReference.loss(embeddings, centers, sample, settings);
        float[] ofCenters = new float[sample.centers().length];
        for (int rank = 0; rank < results.size(); rank++) {
            MarginSoftmax.Result result = results.get(rank);
            assertThat(result.loss()).isEqualTo(results.get(0).loss());
            assertThat(result.accuracy()).isEqualTo(whole.accuracy());
            assertThat(result.gradient()).isEqualTo(results.get(0).gradient());
            int[] which = classes(owner, rank);
            assertThat(result.gradientOfCenters()).hasSize(which.length * SIZE);
            for (int i = 0; i < which.length; i++) {
                System.arraycopy(result.gradientOfCenters(), i * SIZE, ofCenters, which[i] * SIZE, SIZE);
            }
        }
        assertThat(results.get(0).loss()).isCloseTo(whole.loss(), within(1e-6 * expected));
        assertThat(results.get(0).loss()).isCloseTo(expected, within(1e-5 * expected));
        requireClose(results.get(0).gradient(), whole.gradient(), sample.seed());
        requireClose(ofCenters, whole.gradientOfCenters(), sample.seed());
        SoftmaxReference.requireSlopes(results.get(0).gradient(), embeddings, embeddings, centers, sample, settings);
        SoftmaxReference.requireSlopes(ofCenters, centers, embeddings, centers, sample, settings);
    }

    private static void requireClose(float[] found, float[] expected, long seed) {
        float largest = 0;
        for (float number : expected) {
            largest = Math.max(largest, Math.abs(number));
        }
        for (int i = 0; i < expected.length; i++) {
            assertThat(found[i])
                    .as("seed %d, number %d", seed, i)
                    .isCloseTo(expected[i], within(1e-5f * (1 + largest)));
        }
    }

    @ParameterizedTest
    @CsvSource({"none,64,2", "cosface,64,2", "cosface,10,3", "arcface,64,3", "arcface,10,4", "none,5,4"})
    void everyNthCenterGivesLossAndGradientsOfAll(String form, double scale, int ranks) {
        SoftmaxSettings settings = SoftmaxReference.settings(form, scale);
        IntUnaryOperator owner = one -> one % ranks;
        for (long seed = 1; seed <= 3; seed++) {
            SoftmaxReference.Sample sample = SoftmaxReference.Sample.draw(seed, 9, CLASSES, SIZE);
            requireWhole(divided(settings, sample, ranks, owner), settings, sample, owner);
        }
    }

    /** Rank 0 has no center, rank 1 has one. */
    @ParameterizedTest
    @ValueSource(strings = {"none", "cosface", "arcface"})
    void aRankWithoutCentersAndUnequalSharesGiveTheSame(String form) {
        SoftmaxSettings settings = SoftmaxReference.settings(form, 16);
        IntUnaryOperator owner = one -> one == 4 ? 1 : 2;
        for (long seed = 1; seed <= 3; seed++) {
            SoftmaxReference.Sample sample = SoftmaxReference.Sample.draw(seed, 9, CLASSES, SIZE);
            requireWhole(divided(settings, sample, 3, owner), settings, sample, owner);
        }
    }

    /** exp(1,000) and exp(−1,000) are no numbers. */
    @Test
    void logitsThatAreFarApartInTwoRanksNeitherOverflowNorVanish() {
        SoftmaxSettings settings = SoftmaxReference.settings("cosface", 1_000);
        float[] centers = {1, 0, 0, 0, 0, -1, 0, 0, 0, 0, 0, 1, 0, 0, 0};
        float[] embeddings = {1, 0, 0, 0, 0, -0.6f, 0.8f, 0, 0, 0};
        int[] labels = {1, 2};
        MarginSoftmax.Result whole = new MarginSoftmax(settings, ProcessGroup.ALONE).of(embeddings, centers, labels);
        List<MarginSoftmax.Result> results = RanksInMemory.all(3, group -> {
            int rank = group.share().rank();
            int[] own =
                    Arrays.stream(labels).map(label -> label == rank ? 0 : -1).toArray();
            return new MarginSoftmax(settings, group).of(embeddings, rows(centers, new int[] {rank}), own);
        });
        double first = 1_000 * (1 - (-1 - 0.35));
        double second = Math.log1p(Math.exp(1_000 * (0.6 - (0.8 - 0.35)))); // center 1 is at a cosine of 0.6
        for (MarginSoftmax.Result result : results) {
            assertThat(result.loss())
                    .isCloseTo((first + second) / 2, within(1e-3))
                    .isEqualTo(whole.loss());
            requireClose(result.gradient(), whole.gradient(), 0);
        }
    }

    @Test
    void rowsInSeveralBlocksAreExchangedBlockByBlock() {
        SoftmaxSettings settings = SoftmaxReference.settings("arcface", 16);
        IntUnaryOperator owner = one -> one % 2;
        SoftmaxReference.Sample sample = SoftmaxReference.Sample.draw(5, 600, CLASSES, SIZE);
        MarginSoftmax.Result whole =
                new MarginSoftmax(settings, ProcessGroup.ALONE).of(sample.embeddings(), sample.centers(), sample.own());
        MarginSoftmax.Result result = divided(settings, sample, 2, owner).get(1);
        assertThat(result.loss()).isCloseTo(whole.loss(), within(1e-5));
        assertThat(result.accuracy()).isEqualTo(whole.accuracy());
        requireClose(result.gradient(), whole.gradient(), sample.seed());
        requireClose(result.gradientOfCenters(), rows(whole.gradientOfCenters(), classes(owner, 1)), sample.seed());
    }

    /** Otherwise some would wait for those that have given up. */
    @Test
    void whatIsNotFiniteIsRefusedInEachRank() {
        SoftmaxSettings settings = SoftmaxReference.settings("cosface", 8);
        SoftmaxReference.Sample sample = SoftmaxReference.Sample.draw(1, 9, CLASSES, SIZE);
        sample.embeddings()[0] = Float.NaN;
        RanksInMemory.all(3, group -> {
            int[] which = classes(one -> one % 2, group.share().rank()); // rank 2 has none
            int[] own = Arrays.stream(sample.own())
                    .map(label -> Arrays.binarySearch(which, label))
                    .toArray();
            assertThatThrownBy(() -> new MarginSoftmax(settings, group)
                            .of(sample.embeddings(), rows(sample.centers(), which), own))
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessageContaining("the loss of the softmax is NaN");
            return true;
        });
    }

    private static SoftmaxLoss loss(ProcessGroup group) {
        TrainingRecipe recipe = RecipeReader.defaults()
                .set("softmax.form=arcface")
                .set("softmax.share=0.3")
                .set("optimizer.learningRate=0.1")
                .recipe();
        return new SoftmaxLoss(recipe, PEOPLE, SIZE, group);
    }

    /** What a softmax has found in some steps, and its state afterwards. */
    private record Learned(List<Double> losses, Map<String, TensorData> state) {
        static Learned of(SoftmaxLoss loss, long from, long until) {
            List<Double> losses = IntStream.range((int) from, (int) until)
                    .mapToObj(step -> {
                        SplittableRandom random = new SplittableRandom(step);
                        int[] labels = random.ints(6, 0, PEOPLE).toArray();
                        float[] embeddings =
                                SoftmaxReference.Sample.draw(step, 6, 7, SIZE).embeddings();
                        BatchLabels batch = TestBatch.of(step, labels, new int[] {0, 1, 2, 3, 4, 5});
                        double found = loss.of(embeddings, batch).loss();
                        loss.learned(0.1);
                        return found;
                    })
                    .toList();
            return new Learned(losses, loss.state());
        }

        float[] values(String name) {
            return state.get(name) instanceof TensorData.Floats floats ? floats.values() : new float[0];
        }
    }

    /** Three classes of those outside the batch in ten: some of thirty ranks have none, and seven have no center at all. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 30})
    void drawnClassesAndTheirCentersAreThoseOfOneProcess(int ranks) {
        Learned alone = Learned.of(loss(ProcessGroup.ALONE), 0, 8);
        List<Learned> all = RanksInMemory.all(ranks, group -> Learned.of(loss(group), 0, 8));
        for (Learned rank : all) {
            assertThat(rank.losses()).isEqualTo(all.get(0).losses());
        }
        for (int step = 0; step < 8; step++) {
            assertThat(all.get(0).losses().get(step)).isCloseTo(alone.losses().get(step), within(1e-4));
        }
        for (String name : alone.state().keySet()) {
            requireClose(all.get(0).values(name), alone.values(name), 0);
        }
        assertThat(all.get(0).state().keySet()).isEqualTo(alone.state().keySet());
        assertThat(all.subList(1, ranks)).allMatch(rank -> rank.state().isEmpty());
    }

    @Test
    void initialCentersAreThoseOfOneProcessBitByBit() {
        Learned alone = Learned.of(loss(ProcessGroup.ALONE), 0, 0);
        Learned divided =
                RanksInMemory.all(3, group -> Learned.of(loss(group), 0, 0)).get(0);
        assertThat(divided.state()).usingRecursiveComparison().isEqualTo(alone.state());
    }

    @ParameterizedTest
    @CsvSource({"3,2", "1,4", "4,1"})
    void aSavedStateGoesOnWithAnotherNumberOfRanks(int before, int after) {
        Map<String, TensorData> saved = RanksInMemory.all(before, group -> Learned.of(loss(group), 0, 5))
                .get(0)
                .state();
        Learned found = RanksInMemory.all(after, group -> {
                    SoftmaxLoss loss = loss(group);
                    loss.load(group.share().leads() ? saved : Map.of());
                    return Learned.of(loss, 5, 5);
                })
                .get(0);
        assertThat(found.state()).usingRecursiveComparison().isEqualTo(saved);
    }
}

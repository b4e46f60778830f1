package org.likeness.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.likeness.core.algebra.Vectors;
import org.likeness.core.embedding.Distance;
import org.likeness.core.search.EmbeddedPictures;
import org.likeness.core.search.Products;

class DistancesTest {
    private static final int DIMENSION = 7;

    @Test
    void everyVectorMeetsEveryCenterAsComparingThemOneByOneHasIt() {
        SplittableRandom random = new SplittableRandom(1);
        float[][] centers = vectors(13, random);
        float[][] pictures = vectors(37, random);
        AtomicInteger seen = new AtomicInteger();
        PeopleCenters people = new PeopleCenters(
                joined(centers), new int[centers.length], new double[centers.length], new double[DIMENSION]);
        for (Distances distances : List.of(Distances.of(people), Distances.of(people, Products.PLAIN))) {
            distances.forEach(joined(pictures), 2, pictures.length, 3, (row, found) -> {
                seen.incrementAndGet();
                for (int person = 0; person < centers.length; person++) {
                    assertThat((double) found[person])
                            .isCloseTo(
                                    Distance.SQUARED_EUCLIDEAN.between(pictures[row], centers[person]), within(1e-5));
                }
            });
        }
        assertThat(seen).hasValue(2 * 35);
    }

    @Test
    void aWrongPictureDoesNotDrawTheCenterToItself() {
        SplittableRandom random = new SplittableRandom(2);
        float[][] people = vectors(2, random);
        float[] rows = joined(new float[][] {people[0], people[0], people[1], people[1]});
        Centers centers = new Centers(EmbeddedPictures.distinct(rows, new int[] {0, 0, 0, 1}), 2);
        assertThat(centers.own(0)).isCloseTo(0, within(1e-6));
        assertThat(centers.own(2)).isCloseTo(Distance.SQUARED_EUCLIDEAN.between(people[0], people[1]), within(1e-5));
        assertThat(centers.own(3)).isNaN();
        assertThat(centers.usual()).isCloseTo(0, within(1e-6));
    }

    @Test
    void whoeverIsNearToEverybodyIsTakenFartherAway() {
        SplittableRandom random = new SplittableRandom(3);
        float[][] rows = vectors(50, random);
        float[] middle = new float[DIMENSION];
        for (float[] row : rows) {
            for (int i = 0; i < DIMENSION; i++) {
                middle[i] += row[i];
            }
        }
        rows[20] = Vectors.unit(middle);
        int[] labels = IntStream.range(0, 50).toArray();
        Centers centers = new Centers(EmbeddedPictures.distinct(joined(rows), labels), 50);
        double sum = 0;
        for (int person = 0; person < 50; person++) {
            double mean = 0;
            for (int other = 0; other < 50; other++) {
                mean += Distance.SQUARED_EUCLIDEAN.between(rows[person], rows[other]) / 49;
            }
            sum += centers.all().nearness(person);
            assertThat(mean - centers.all().nearness(person)).isCloseTo(meanOfAll(rows), within(1e-4));
            assertThat(centers.all().nearness(20))
                    .isLessThanOrEqualTo(centers.all().nearness(person));
        }
        assertThat(sum).isCloseTo(0, within(1e-6));
    }

    /** The mean distance of all pairs. */
    private static double meanOfAll(float[][] rows) {
        double sum = 0;
        for (float[] one : rows) {
            for (float[] other : rows) {
                sum += Distance.SQUARED_EUCLIDEAN.between(one, other);
            }
        }
        return sum / (50 * 49);
    }

    private static float[][] vectors(int count, SplittableRandom random) {
        float[][] vectors = new float[count][DIMENSION];
        for (float[] vector : vectors) {
            for (int i = 0; i < DIMENSION; i++) {
                vector[i] = (float) random.nextGaussian();
            }
            Vectors.unit(vector);
        }
        return vectors;
    }

    private static float[] joined(float[][] vectors) {
        float[] joined = new float[vectors.length * DIMENSION];
        for (int i = 0; i < joined.length; i++) {
            joined[i] = vectors[i / DIMENSION][i % DIMENSION];
        }
        return joined;
    }
}

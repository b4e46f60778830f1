package org.likeness.training.libtorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.likeness.core.search.Products;

class BlasProductsTest {
    /** Beside plain Java, in shapes that fill no block, and with rows behind those that count. */
    @Test
    void productsAreThoseOfPlainJava() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int trial = 0; trial < 30; trial++) {
            int dimension = random.nextInt(1, 150);
            int count = random.nextInt(1, 40);
            int others = random.nextInt(1, 70);
            float[] rows = gaussian(random, (count + 1) * dimension);
            float[] columns = gaussian(random, (others + 2) * dimension);
            float[] expected = new float[count * others + 1];
            float[] found = new float[expected.length];
            Arrays.fill(found, Float.NaN);
            found[count * others] = 0;
            Products.PLAIN.of(rows, count, columns, others, dimension, expected);
            new BlasProducts().of(rows, count, columns, others, dimension, found);
            assertThat(found)
                    .as("seed %d, %d × %d rows of %d", seed, count, others, dimension)
                    .containsExactly(expected, within(1e-4f));
        }
    }

    private static float[] gaussian(SplittableRandom random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}

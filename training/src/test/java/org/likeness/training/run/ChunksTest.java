package org.likeness.training.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ChunksTest {
    @ParameterizedTest
    @CsvSource({"1,0,1", "64,0,1", "64,64,1", "64,100,1", "65,64,2", "1800,64,29", "10,4,3", "3,2,1", "5,2,2", "1,2,1"})
    void thereAreAsFewAsDo(int batch, int most, int count) {
        assertThat(Chunks.of(batch, most).count()).isEqualTo(count);
    }

    @Test
    void eachPictureIsInOneChunkAndNoneIsAlone() {
        for (int batch = 2; batch < 70; batch++) {
            for (int most = 2; most < 70; most++) {
                Chunks chunks = Chunks.of(batch, most);
                int[] sizes = IntStream.range(0, chunks.count())
                        .map(chunk -> chunks.rows(chunk).length)
                        .toArray();
                int[] rows = IntStream.range(0, chunks.count())
                        .flatMap(chunk -> Arrays.stream(chunks.rows(chunk)))
                        .sorted()
                        .toArray();
                assertThat(rows).isEqualTo(IntStream.range(0, batch).toArray());
                int least = Arrays.stream(sizes).min().orElseThrow();
                int largest = Arrays.stream(sizes).max().orElseThrow();
                assertThat(largest - least).isLessThan(2);
                assertThat(least).isGreaterThan(1);
                assertThat(largest).isLessThanOrEqualTo(Math.max(most, 3));
            }
        }
    }

    @Test
    void aChunkHasAsManyPeopleAsItCan() {
        Chunks chunks = Chunks.of(45 * 40, 64);
        for (int chunk = 0; chunk < chunks.count(); chunk++) {
            assertThat(Arrays.stream(chunks.rows(chunk)).map(row -> row / 40).distinct())
                    .hasSize(45);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void rowsThatAreTakenComeBackWhereTheyWere(long seed) {
        float[] values = new float[7 * 3];
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble();
        }
        Chunks chunks = Chunks.of(7, 3);
        float[] found = new float[values.length];
        for (int chunk = 0; chunk < chunks.count(); chunk++) {
            chunks.put(chunks.take(values, chunk), chunk, found);
        }
        assertThat(found).isEqualTo(values);
        assertThat(chunks.take(values, 1))
                .containsExactly(values[3], values[4], values[5], values[12], values[13], values[14]);
    }
}

package org.likeness.training.distributed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A table with 3 numbers in a row: 0, 1, 2, … row by row. */
final class DividedRowsTest {
    private static final int SIZE = 3;

    private static float[] table(int rows) {
        float[] table = new float[rows * SIZE];
        for (int i = 0; i < table.length; i++) {
            table[i] = i;
        }
        return table;
    }

    /** Pieces of a row of each rank, of two, and of more than there are; ranks without a row. */
    @ParameterizedTest
    @CsvSource({"1,7,1", "2,7,1", "2,7,48", "3,7,72", "3,9,72", "4,2,1", "4,13,96", "4,13,1000000"})
    void partsAreEveryNthRowAndGiveTheTableAgain(int ranks, int rows, int piece) {
        float[] table = table(rows);
        List<float[]> parts = RanksInMemory.all(ranks, group -> {
            float[] own = new float[group.share().count(rows) * SIZE];
            new DividedRows(group, rows, SIZE, piece).scatter(group.share().leads() ? table : new float[0], own);
            return own;
        });
        for (int rank = 0; rank < ranks; rank++) {
            Share share = new Share(rank, ranks);
            assertThat(parts.get(rank)).as("rank %d", rank).isEqualTo(share.take(table, rows));
        }
        List<Optional<float[]>> gathered = RanksInMemory.all(
                ranks,
                group -> new DividedRows(group, rows, SIZE, piece)
                        .gather(parts.get(group.share().rank())));
        assertThat(gathered.get(0))
                .hasValueSatisfying(whole -> assertThat(whole).isEqualTo(table));
        assertThat(gathered.subList(1, ranks)).allMatch(Optional::isEmpty);
    }
}

package org.likeness.core.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CellsTest {
    private static final int DIMENSION = 5;
    private static final int CELLS = 12;
    private static final int SEARCHED = 3;

    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);
    private final EmbeddedPictures rows = drawn(700);
    private final EmbeddedPictures others = drawn(300);
    private final Cells cells = Cells.of(rows, CELLS, seed, Products.PLAIN, 1);

    private EmbeddedPictures drawn(int count) {
        float[] embeddings = new float[count * DIMENSION];
        for (int i = 0; i < embeddings.length; i++) {
            embeddings[i] = (float) random.nextGaussian();
        }
        return EmbeddedPictures.distinct(embeddings, new int[count]);
    }

    private static double distance(EmbeddedPictures one, int row, EmbeddedPictures more, int other) {
        double sum = 0;
        for (int i = 0; i < DIMENSION; i++) {
            double difference =
                    (double) one.embeddings()[row * DIMENSION + i] - more.embeddings()[other * DIMENSION + i];
            sum += difference * difference;
        }
        return sum;
    }

    @Test
    void theCellsOfARowAreThoseWithTheNearestCenters() {
        EmbeddedPictures centers = cells.centers();
        int[] nearest = cells.nearest(others, SEARCHED, Products.PLAIN, 2);
        for (int row = 0; row < others.size(); row++) {
            int own = row;
            double[] expected = IntStream.range(0, CELLS)
                    .mapToDouble(cell -> distance(others, own, centers, cell))
                    .sorted()
                    .limit(SEARCHED)
                    .toArray();
            double[] found = Arrays.stream(nearest, row * SEARCHED, (row + 1) * SEARCHED)
                    .mapToDouble(cell -> distance(others, own, centers, cell))
                    .toArray();
            assertThat(found).as("seed %d, row %d", seed, row).containsExactly(expected, within(1e-4));
        }
    }

    /** Centers of k-means lie nearer to the rows than those that were drawn, however many threads look for them. */
    @Test
    void centersLieInTheMiddle() {
        assertThat(Cells.of(rows, CELLS, seed, Products.PLAIN, 2).centers().embeddings())
                .as("seed %d", seed)
                .containsExactly(cells.centers().embeddings());
        double drawn = 0;
        for (int trial = 0; trial < 10; trial++) {
            drawn += error(drawn(CELLS)) / 10;
        }
        assertThat(error(cells.centers())).as("seed %d", seed).isLessThan(drawn);
    }

    private double error(EmbeddedPictures centers) {
        return IntStream.range(0, rows.size())
                .mapToDouble(row -> IntStream.range(0, CELLS)
                        .mapToDouble(cell -> distance(rows, row, centers, cell))
                        .min()
                        .orElseThrow())
                .sum();
    }

    @Test
    void aSweepVisitsWhatLiesInTheSearchedCells() {
        int[] searched = cells.nearest(rows, SEARCHED, Products.PLAIN, 1);
        int[] homes = cells.nearest(others, 1, Products.PLAIN, 1);
        List<List<Integer>> seen = new ArrayList<>();
        IntStream.range(0, rows.size()).forEach(row -> seen.add(new ArrayList<>()));
        CellSweep.over(
                rows,
                CellRows.of(searched, SEARCHED, CELLS),
                others,
                CellRows.of(homes, 1, CELLS),
                Products.PLAIN,
                new CellSweep.Visitor() {
                    @Override
                    public float limit(int row) {
                        return row == 0 ? 0 : Float.POSITIVE_INFINITY;
                    }

                    @Override
                    public float near(int row, int other, float distance) {
                        assertThat((double) distance)
                                .as("seed %d, rows %d and %d", seed, row, other)
                                .isCloseTo(distance(rows, row, others, other), within(1e-4));
                        seen.get(row).add(other);
                        return Float.POSITIVE_INFINITY;
                    }
                });
        assertThat(seen.get(0)).as("nothing is below its limit").isEmpty();
        for (int row = 1; row < rows.size(); row++) {
            int[] own = Arrays.copyOfRange(searched, row * SEARCHED, (row + 1) * SEARCHED);
            List<Integer> expected = IntStream.range(0, others.size())
                    .filter(other -> Arrays.stream(own).anyMatch(cell -> cell == homes[other]))
                    .boxed()
                    .toList();
            assertThat(seen.get(row)).as("seed %d, row %d", seed, row).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void ranksTellHowManyCellsAreNeeded() {
        int[] ranks = cells.ranks(
                rows, IntStream.range(0, rows.size()).mapToObj(row -> others).toList(), Products.PLAIN, 1);
        int[] order = cells.nearest(rows, CELLS, Products.PLAIN, 1);
        int[] homes = cells.nearest(others, 1, Products.PLAIN, 1);
        int[] expected = IntStream.range(0, rows.size())
                .flatMap(row -> Arrays.stream(homes)
                        .map(home -> IntStream.range(0, CELLS)
                                .filter(place -> order[row * CELLS + place] == home)
                                .findFirst()
                                .orElseThrow()))
                .map(place -> place + 1)
                .sorted()
                .toArray();
        assertThat(ranks).as("seed %d", seed).containsExactly(expected);
    }

    @Test
    void thereAreNotMoreCellsThanRows() {
        assertThatThrownBy(() -> Cells.of(others, 301, 1, Products.PLAIN, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("301 cells of 300 rows: from 1 to so many are expected");
    }
}

package org.likeness.core.search;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.likeness.core.concurrent.OrderedStripes;

/**
 * Cells that divide a set of embeddings: a row lies in the cell of the nearest of some centers, its home. What is near a row lies at home, or
 * in cells whose centers are near; a search that looks at a few of them is an inverted file (Jégou, Douze, Schmid: Product quantization
 * for nearest neighbor search, 2011, section IV).
 */
public final class Cells implements Serializable {
    /** Rows of a sample for each cell, which its center comes from. */
    public static final int ROWS_OF_CELL = 8;

    private static final long serialVersionUID = 1;
    private static final double CELLS = 4; // times the square root of the rows
    private static final int ROUNDS = 3; // of Lloyd's algorithm
    private static final int ROWS = 32; // that are compared with all centers at a time

    private final float[] centers;
    private final int dimension;

    /** @param centers [count × D], row by row */
    private Cells(float[] centers, int dimension) {
        this.centers = centers;
        this.dimension = dimension;
    }

    /**
     * So many that comparing with their centers takes about as long as comparing with the rows of some cells.
     *
     * @param rows of the set, at least 1
     */
    public static int usualCount(long rows) {
        return (int) Math.min(rows, Math.round(CELLS * Math.sqrt(rows)));
    }

    /**
     * Finds centers by k-means (Lloyd 1982), which begins with drawn rows. A center that no row is nearest to stays where it is.
     *
     * @param sample   of the set, some rows for each cell
     * @param count    of cells, from 1 to the number of rows
     * @param seed     of the draw
     * @param products of rows
     * @param threads  that share the work, at least 1; the centers do not depend on it
     * @throws IllegalArgumentException if there are fewer rows than cells, or they are not finite
     */
    public static Cells of(EmbeddedPictures sample, int count, long seed, Products products, int threads) {
        if (count < 1 || count > sample.size()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "%,d cells of %,d rows: from 1 to so many are expected", count, sample.size()));
        }
        int dimension = sample.embeddingSize();
        int[] order = IntStream.range(0, sample.size()).toArray();
        SplittableRandom random = new SplittableRandom(seed);
        float[] centers = new float[count * dimension];
        for (int cell = 0; cell < count; cell++) {
            int place = random.nextInt(cell, order.length);
            int row = order[place];
            order[place] = order[cell];
            System.arraycopy(sample.embeddings(), row * dimension, centers, cell * dimension, dimension);
        }
        Cells cells = new Cells(centers, dimension);
        for (int round = 0; round < ROUNDS; round++) {
            cells = cells.moved(sample, products, threads);
        }
        return cells;
    }

    /** The same with each center in the middle of its cell's rows. */
    private Cells moved(EmbeddedPictures sample, Products products, int threads) {
        int[] home = nearest(sample, 1, products, threads);
        double[] sums = new double[centers.length];
        int[] sizes = new int[count()];
        for (int row = 0; row < home.length; row++) {
            sizes[home[row]]++;
            for (int i = 0; i < dimension; i++) {
                sums[home[row] * dimension + i] += sample.embeddings()[row * dimension + i];
            }
        }
        float[] moved = centers.clone();
        for (int i = 0; i < moved.length; i++) {
            int size = sizes[i / dimension];
            moved[i] = size == 0 ? moved[i] : (float) (sums[i] / size);
        }
        return new Cells(moved, dimension);
    }

    /** The centers, a row each; shared, to be read only. */
    EmbeddedPictures centers() {
        return EmbeddedPictures.distinct(centers, new int[count()]);
    }

    /** How many there are. */
    public int count() {
        return centers.length / dimension;
    }

    /**
     * The cells whose centers are nearest to each row, the nearest first; of those that are equally near but for roundings, any.
     *
     * @param rows     N of them, finite
     * @param cells    of each row, from 1 to {@link #count}
     * @param products of rows
     * @param threads  that share the work, at least 1
     * @return [N × cells], row by row
     */
    public int[] nearest(EmbeddedPictures rows, int cells, Products products, int threads) {
        int[] nearest = new int[Math.multiplyExact(rows.size(), cells)];
        compare(rows, products, threads, (row, distances, start) -> {
            SmallestDistances smallest = new SmallestDistances(cells);
            for (int cell = 0; cell < count(); cell++) {
                smallest.offer(distances[start + cell], cell);
            }
            System.arraycopy(smallest.rows(), 0, nearest, row * cells, cells);
        });
        return nearest;
    }

    /**
     * How many cells must be searched for each row until a neighbor is found: the places of the neighbors' homes in the order of the row's
     * cells, from 1.
     *
     * @param rows      whose neighbors they are, N of them
     * @param neighbors of each row
     * @param products  of rows
     * @param threads   that share the work, at least 1
     * @return of all neighbors, in ascending order
     */
    public int[] ranks(EmbeddedPictures rows, List<EmbeddedPictures> neighbors, Products products, int threads) {
        int[][] homes = neighbors.stream()
                .map(own -> own.size() == 0 ? new int[0] : nearest(own, 1, products, threads))
                .toArray(int[][]::new);
        int[][] ranks = new int[rows.size()][];
        compare(
                rows,
                products,
                threads,
                (row, distances, start) -> ranks[row] = Arrays.stream(homes[row])
                        .map(home -> (int) IntStream.range(0, count())
                                .filter(cell -> distances[start + cell] < distances[start + home]
                                        || (distances[start + cell] == distances[start + home] && cell <= home))
                                .count())
                        .toArray());
        return Arrays.stream(ranks).flatMapToInt(Arrays::stream).sorted().toArray();
    }

    /** Takes the squared distances of a row to all centers, from a place on. */
    private interface Visitor {
        void visit(int row, float[] distances, int start);
    }

    private void compare(EmbeddedPictures rows, Products products, int threads, Visitor visitor) {
        rows.requireFinite();
        float[] lengths = centers().squares();
        new OrderedStripes<>(
                        (rows.size() + ROWS - 1) / ROWS,
                        () -> new float[ROWS * lengths.length],
                        (distances, index) -> {
                            int first = index * ROWS;
                            int size = Math.min(ROWS, rows.size() - first);
                            fill(rows, first, size, lengths, products, distances);
                            for (int row = 0; row < size; row++) {
                                visitor.visit(first + row, distances, row * lengths.length);
                            }
                        },
                        distances -> {})
                .run(threads);
    }

    private void fill(
            EmbeddedPictures all, int first, int size, float[] lengths, Products products, float[] distances) {
        float[] rows = Arrays.copyOfRange(all.embeddings(), first * dimension, (first + size) * dimension);
        products.of(rows, size, centers, lengths.length, dimension, distances);
        for (int row = 0; row < size; row++) {
            float own = (float) all.square(first + row);
            for (int cell = 0; cell < lengths.length; cell++) {
                int place = row * lengths.length + cell;
                distances[place] = Math.max(0, own + lengths[cell] - 2 * distances[place]);
            }
        }
    }
}

package org.likeness.core.search;

/**
 * Goes over those others that are near rows, among those in the cells where the rows are searched for. With one cell, these are all.
 *
 * <p>A squared distance follows from lengths and a product, with an error of some roundings. Where it may be within a row's limit nevertheless,
 * it is computed as a sum of squared differences. What is visited, and its distance, is therefore as exact as in {@link ExactSearch}.
 */
public final class CellSweep {
    private static final int ROWS = 512; // so many products with OTHERS stay in the second-level cache
    private static final int OTHERS = 256;

    private final EmbeddedPictures rows;
    private final EmbeddedPictures others;
    private final int dimension;
    private final Products products;
    private final float[] rowLengths; // squared
    private final float[] otherLengths;
    private final double slack;
    private final float[] block = new float[ROWS * OTHERS];
    private final float[] gatheredRows;
    private final float[] gatheredOthers;
    private final float[] theirs = new float[OTHERS];

    /** Takes what is near. */
    public interface Visitor {
        /** The distance from which on nothing is near a row; infinite at first. */
        float limit(int row);

        /**
         * Takes another row that is within the limit.
         *
         * @return the limit from now on
         */
        float near(int row, int other, float distance);
    }

    private CellSweep(EmbeddedPictures rows, EmbeddedPictures others, Products products) {
        this.rows = rows.requireFinite();
        this.others = others.requireFinite();
        this.dimension = others.embeddingSize();
        this.products = products;
        this.rowLengths = rows.squares();
        this.otherLengths = others.squares();
        // Twice a product is off by D roundings of twice the square, a distance by D roundings of up to four times of
        // it, and some more.
        double longest = Math.max(rows.longest(), others.longest());
        this.slack = 4 * (dimension + 2) * Math.ulp(1.0f) * longest;
        this.gatheredRows = new float[ROWS * dimension];
        this.gatheredOthers = new float[OTHERS * dimension];
    }

    /**
     * Visits each pair of rows whose distance is below the limit at that time, once if no row is twice in a cell.
     *
     * @param rows     that are searched for
     * @param searched the cells in which they are
     * @param others   that may be near
     * @param homes    the cells in which these lie
     * @param products of rows
     */
    public static void over(
            EmbeddedPictures rows,
            CellRows searched,
            EmbeddedPictures others,
            CellRows homes,
            Products products,
            Visitor visitor) {
        if (rows.size() > 0 && others.size() > 0) {
            new CellSweep(rows, others, products).visit(searched, homes, visitor);
        }
    }

    private void visit(CellRows searched, CellRows homes, Visitor visitor) {
        for (int cell = 0; cell < homes.count(); cell++) {
            for (int other = 0; searched.size(cell) > 0 && other < homes.size(cell); other += OTHERS) {
                int[] near = homes.rows(cell, other, OTHERS);
                gather(others, near, gatheredOthers);
                for (int first = 0; first < searched.size(cell); first += ROWS) {
                    compare(searched.rows(cell, first, ROWS), near, visitor);
                }
            }
        }
    }

    private void gather(EmbeddedPictures all, int[] some, float[] target) {
        for (int i = 0; i < some.length; i++) {
            System.arraycopy(all.embeddings(), some[i] * dimension, target, i * dimension, dimension);
        }
    }

    private void compare(int[] some, int[] near, Visitor visitor) {
        gather(rows, some, gatheredRows);
        products.of(gatheredRows, some.length, gatheredOthers, near.length, dimension, block);
        for (int i = 0; i < near.length; i++) {
            theirs[i] = otherLengths[near[i]];
        }
        for (int row = 0; row < some.length; row++) {
            int start = row * near.length;
            float limit = visitor.limit(some[row]);
            float bound = bound(limit, rowLengths[some[row]]);
            for (int i = 0; i < near.length; i++) {
                if (theirs[i] - 2 * block[start + i] < bound) {
                    limit = verify(some[row], row, near[i], i, limit, visitor);
                    bound = bound(limit, rowLengths[some[row]]);
                }
            }
        }
    }

    /** What the other's squared length, less twice the product, must be below. */
    private float bound(float limit, float length) {
        return (float) (limit - length + slack);
    }

    /** Computes a distance, and has it visited if it is within the limit. */
    private float verify(int row, int place, int other, int otherPlace, float limit, Visitor visitor) {
        float distance = 0;
        for (int i = 0; i < dimension; i++) {
            float difference = gatheredRows[place * dimension + i] - gatheredOthers[otherPlace * dimension + i];
            distance += difference * difference;
        }
        return distance < limit ? visitor.near(row, other, distance) : limit;
    }
}

package org.likeness.core.audit;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import org.likeness.core.search.CellRows;
import org.likeness.core.search.CellSweep;
import org.likeness.core.search.Cells;
import org.likeness.core.search.EmbeddedPictures;
import org.likeness.core.search.Products;
import org.likeness.core.search.SearchedCells;

/**
 * The people of a large set in cells of neighboring centers: a row is compared with the people in those cells alone that are near it. How
 * many these are is measured on a sample.
 */
public final class CenterCells implements Serializable {
    private static final long serialVersionUID = 1;
    private static final long SEED = 1; // so that two runs find the same

    private final Cells cells;
    private final int searched;
    private final double recall;
    private final int[] homes;

    private CenterCells(Cells cells, SearchedCells searched, int[] homes) {
        this.cells = cells;
        this.searched = searched.count();
        this.recall = searched.recall();
        this.homes = homes;
    }

    /**
     * Divides people.
     *
     * @param centers of all, at least one
     * @param samples of rows that will be searched for; as many cells are searched as the most demanding of them needs
     * @param recall  share of the nearest people of each sample that is to be found, in (0, 1]
     * @throws IllegalArgumentException if nobody is near a sample
     */
    public static CenterCells of(
            PeopleCenters centers, List<SampledRows> samples, double recall, Products products, int threads) {
        int people = centers.people();
        int count = Cells.usualCount(people);
        int drawn = (int) Math.min(people, (long) Cells.ROWS_OF_CELL * count);
        int[] some = IntStream.range(0, drawn)
                .map(i -> (int) ((long) i * people / drawn))
                .toArray();
        Cells cells = Cells.of(centers.only(some), count, SEED, products, threads);
        List<int[]> ranks = samples.stream()
                .map(sample -> cells.ranks(sample.embeddings(), sample.nearest(centers), products, threads))
                .toList();
        int searched = ranks.stream()
                .mapToInt(own -> SearchedCells.of(own, recall).count())
                .max()
                .orElse(count);
        double found = ranks.stream()
                .mapToDouble(own -> (double) IntStream.of(own)
                                .filter(rank -> rank <= searched)
                                .count()
                        / own.length)
                .min()
                .orElse(1);
        return new CenterCells(
                cells, new SearchedCells(searched, found), cells.nearest(centers.embeddings(), 1, products, threads));
    }

    /** The share of the nearest people that was found, of the sample with the least. */
    public double recall() {
        return recall;
    }

    /** Visits people near rows. */
    void sweep(
            PeopleCenters centers, EmbeddedPictures rows, Products products, int threads, CellSweep.Visitor visitor) {
        CellSweep.over(
                rows,
                CellRows.of(cells.nearest(rows, searched, products, threads), searched, cells.count()),
                centers.embeddings(),
                CellRows.of(homes, 1, cells.count()),
                products,
                visitor);
    }
}

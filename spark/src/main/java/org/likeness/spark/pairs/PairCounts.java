package org.likeness.spark.pairs;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.likeness.core.evaluation.identification.AllPairs;
import org.likeness.core.evaluation.identification.DistanceCounts;
import org.likeness.core.search.EmbeddedPictures;
import org.likeness.spark.embed.LoadedPart;

/** A task: counts the distances of the pairs of some pairs of parts. */
final class PairCounts implements FlatMapFunction<Iterator<PairCounts.Tile>, DistanceCounts> {
    private static final long serialVersionUID = 1;

    private final double largest;
    private final int threads;

    /**
     * @param largest distance that is to be expected in the set
     * @param threads of a task
     */
    PairCounts(double largest, int threads) {
        this.largest = largest;
        this.threads = threads;
    }

    /**
     * Two parts, or one with itself.
     *
     * @param one   file of embeddings
     * @param other not before it
     */
    record Tile(String one, String other) implements Serializable {}

    /** Each pair of parts once, those with a common first part one after another. */
    static List<Tile> tiles(List<String> files) {
        List<Tile> tiles = new ArrayList<>();
        for (int one = 0; one < files.size(); one++) {
            for (int other = one; other < files.size(); other++) {
                tiles.add(new Tile(files.get(one), files.get(other)));
            }
        }
        return tiles;
    }

    @Override
    public Iterator<DistanceCounts> call(Iterator<Tile> tiles) {
        List<DistanceCounts> sum = new ArrayList<>();
        while (tiles.hasNext()) {
            DistanceCounts counts = count(tiles.next());
            if (sum.isEmpty()) {
                sum.add(counts);
            } else {
                sum.get(0).add(counts);
            }
        }
        return sum.iterator();
    }

    private DistanceCounts count(Tile tile) {
        Map<String, Integer> numbers = new HashMap<>();
        EmbeddedPictures one = LoadedPart.of(tile.one()).numbered(numbers);
        return tile.one().equals(tile.other())
                ? AllPairs.within(one, largest, threads)
                : AllPairs.between(one, LoadedPart.of(tile.other()).numbered(numbers), largest, threads);
    }
}

package org.likeness.core.triplet;

import java.util.Arrays;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Triplets that were chosen from the whole batch, anchor by anchor. */
final class ListedTriplets implements AnchorMiner {
    private final Triplets triplets;
    private final int[] order; // indices of triplets, by anchor and positive, otherwise as listed
    private final int[] starts; // of each anchor in order, and the end of the last

    /**
     * @param triplets of a batch
     * @param anchors  how many anchors it has
     * @throws IllegalArgumentException if another row is an anchor
     */
    ListedTriplets(Triplets triplets, int anchors) {
        for (int anchor : triplets.anchors()) {
            if (anchor < 0 || anchor >= anchors) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "row %d was chosen as an anchor: the anchors of the batch are the rows 0 to %d",
                        anchor,
                        anchors - 1));
            }
        }
        this.triplets = triplets;
        this.order = IntStream.range(0, triplets.size())
                .boxed()
                .sorted((i, j) -> {
                    int byAnchor = Integer.compare(
                            triplets.get(i).anchor(), triplets.get(j).anchor());
                    return byAnchor != 0
                            ? byAnchor
                            : Integer.compare(
                                    triplets.get(i).positive(), triplets.get(j).positive());
                })
                .mapToInt(Integer::intValue)
                .toArray();
        this.starts = new int[anchors + 1];
        Arrays.stream(triplets.anchors()).forEach(anchor -> starts[anchor + 1]++);
        Arrays.parallelPrefix(starts, Integer::sum);
    }

    @Override
    public void choose(Anchor anchor, RandomGenerator random, Choice choice) {
        for (int i = starts[anchor.row()]; i < starts[anchor.row() + 1]; i++) {
            Triplet triplet = triplets.get(order[i]);
            choice.add(triplet.positive(), triplet.negative());
        }
    }
}

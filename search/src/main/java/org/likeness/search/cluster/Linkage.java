package org.likeness.search.cluster;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Merges clusters that are connected, the nearest two first. The mean squared distance of the members of two clusters is
 * mean ‖a‖² + mean ‖b‖² − 2 · (mean a) · (mean b): a sum and a number for each cluster suffice.
 */
final class Linkage {
    /** Two clusters that may be merged, the lower number first. */
    private record Pair(double distance, int first, int second) {}

    private static final Comparator<Pair> NEAREST = Comparator.comparingDouble(Pair::distance)
            .thenComparing(Pair::first)
            .thenComparing(Pair::second);

    private static final double[] NO_SUM = {};
    private static final int[] NO_CONNECTIONS = {};

    private final float[][] embeddings;
    private final double threshold;
    private final PriorityQueue<Pair> pairs = new PriorityQueue<>(NEAREST);

    // By cluster: those below N are faces, each merger takes the next number.
    private final double[][] sums; // of the embeddings; empty for a face
    private final double[] squares; // sum of ‖a‖²
    private final int[] sizes; // 0 for a cluster that is part of another
    private final int[] parents;
    private final int[][] connected; // with clusters that may have become parts of others since
    private final int[] connections;
    private int clusters;

    Linkage(float[][] embeddings, double threshold) {
        int most = 2 * embeddings.length - 1;
        this.embeddings = embeddings;
        this.threshold = threshold;
        this.sums = new double[most][];
        this.squares = new double[most];
        this.sizes = new int[most];
        this.parents = new int[most];
        this.connected = new int[most][];
        this.connections = new int[most];
        this.clusters = embeddings.length;
        Arrays.fill(sums, NO_SUM);
        Arrays.fill(connected, NO_CONNECTIONS);
        Arrays.setAll(parents, cluster -> cluster);
        Arrays.fill(sizes, 0, embeddings.length, 1);
        for (int face = 0; face < embeddings.length; face++) {
            for (float value : embeddings[face]) {
                squares[face] += (double) value * value;
            }
        }
    }

    /**
     * Connects two faces, once or in both directions.
     *
     * @param distance at most the threshold
     */
    void connect(int one, int other, double distance) {
        add(one, other);
        add(other, one);
        pairs.add(new Pair(distance, Math.min(one, other), Math.max(one, other)));
    }

    private void add(int one, int other) {
        if (connections[one] == connected[one].length) {
            connected[one] = Arrays.copyOf(connected[one], Math.max(4, 2 * connections[one]));
        }
        connected[one][connections[one]++] = other;
    }

    /** Merges until no connected clusters are within the threshold; gives the number of each face's cluster. */
    int[] merged() {
        for (Pair pair = pairs.poll(); pair != null; pair = pairs.poll()) {
            if (sizes[pair.first()] > 0 && sizes[pair.second()] > 0) {
                merge(pair.first(), pair.second());
            }
        }
        int[] roots = new int[embeddings.length];
        Arrays.setAll(roots, this::root);
        return roots;
    }

    private void merge(int first, int second) {
        int merged = clusters++;
        double[] sum = new double[embeddings[0].length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = sum(first, i) + sum(second, i);
        }
        sums[merged] = sum;
        squares[merged] = squares[first] + squares[second];
        sizes[merged] = sizes[first] + sizes[second];
        int[] others = others(first, second);
        for (int cluster : new int[] {first, second}) {
            parents[cluster] = merged;
            sizes[cluster] = 0;
            sums[cluster] = NO_SUM;
            connected[cluster] = NO_CONNECTIONS;
        }
        int kept = 0;
        for (int other : others) {
            double distance = distance(merged, other);
            if (distance <= threshold) {
                others[kept++] = other;
                pairs.add(new Pair(distance, other, merged));
            }
        }
        connected[merged] = Arrays.copyOf(others, kept);
        connections[merged] = kept;
    }

    /** The clusters that two are connected with, sorted, without the two. */
    private int[] others(int first, int second) {
        int[] all = new int[connections[first] + connections[second]];
        for (int i = 0; i < all.length; i++) {
            int from = i < connections[first] ? connected[first][i] : connected[second][i - connections[first]];
            all[i] = root(from);
        }
        return Arrays.stream(all)
                .filter(cluster -> cluster != first && cluster != second)
                .sorted()
                .distinct()
                .toArray();
    }

    private double sum(int cluster, int component) {
        return sums[cluster].length == 0 ? embeddings[cluster][component] : sums[cluster][component];
    }

    private double distance(int merged, int other) {
        double[] sum = sums[merged];
        double product = 0;
        for (int i = 0; i < sum.length; i++) {
            product += sum[i] * sum(other, i);
        }
        double cross = product / sizes[merged] / sizes[other];
        return squares[merged] / sizes[merged] + squares[other] / sizes[other] - 2 * cross;
    }

    private int root(int cluster) {
        int at = cluster;
        while (parents[at] != at) {
            parents[at] = parents[parents[at]];
            at = parents[at];
        }
        return at;
    }
}

package org.likeness.search;

import io.github.jbellis.jvector.graph.ImmutableGraphIndex;
import io.github.jbellis.jvector.graph.NodesIterator;
import io.github.jbellis.jvector.graph.similarity.ScoreFunction;
import io.github.jbellis.jvector.util.Bits;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The edges of a graph that does not change, in plain arrays: a search then follows one reference from node to node, and not those to a
 * map, its entry, and the entry's arrays. The graph has layers: all nodes, then fewer and fewer of them.
 */
final class FrozenEdges implements ImmutableGraphIndex.View {
    /** Nodes in an array of the lowest layer. */
    static final int ROWS = 1024;

    private static final int NONE = -1; // behind the last edge of a node that has fewer than others

    private final int count;
    private final int degree;
    private final int[][] lowest; // [blocks][ROWS · degree]
    private final List<Layer> upper;
    private final int entry;

    /**
     * A layer above the lowest one.
     *
     * @param nodes ascending
     * @param edges [nodes · degree]
     */
    @SuppressWarnings("ArrayRecordComponent") // a holder of two arrays, never compared
    record Layer(int[] nodes, int[] edges) {}

    /**
     * @param count  nodes, numbered from 0, at least 1
     * @param degree most edges of a node
     * @param lowest [blocks of {@value #ROWS} nodes][rows · degree]
     * @param upper  the layer of nodes above, and so on
     * @param entry  a node of the last layer
     */
    FrozenEdges(int count, int degree, int[][] lowest, List<Layer> upper, int entry) {
        this.count = count;
        this.degree = degree;
        this.lowest = lowest;
        this.upper = List.copyOf(upper);
        this.entry = entry;
    }

    /**
     * Copies the edges of some nodes.
     *
     * @param nodes  those that are kept, ascending, at least one: the number of each in its new graph is its place here
     * @param degree most edges of a node
     */
    static FrozenEdges of(ImmutableGraphIndex graph, int[] nodes, int degree) throws IOException {
        int[] numbers = new int[graph.getIdUpperBound()];
        Arrays.fill(numbers, NONE);
        for (int i = 0; i < nodes.length; i++) {
            numbers[nodes[i]] = i;
        }
        try (ImmutableGraphIndex.View view = graph.getView()) {
            int[][] lowest = new int[(nodes.length + ROWS - 1) / ROWS][];
            for (int block = 0; block < lowest.length; block++) {
                int[] some = Arrays.copyOfRange(nodes, block * ROWS, Math.min(nodes.length, (block + 1) * ROWS));
                lowest[block] = edges(view, 0, some, numbers, degree);
            }
            List<Layer> upper = IntStream.rangeClosed(1, graph.getMaxLevel())
                    .mapToObj(level -> {
                        int[] kept = Arrays.stream(nodes)
                                .filter(node -> view.contains(level, node))
                                .toArray();
                        return new Layer(
                                Arrays.stream(kept).map(node -> numbers[node]).toArray(),
                                edges(view, level, kept, numbers, degree));
                    })
                    .takeWhile(layer -> layer.nodes().length > 0)
                    .toList();
            int entry = numbers[view.entryNode().node];
            int[] last = upper.isEmpty()
                    ? new int[] {0}
                    : upper.get(upper.size() - 1).nodes();
            boolean kept = upper.isEmpty() ? entry >= 0 : Arrays.binarySearch(last, entry) >= 0;
            return new FrozenEdges(nodes.length, degree, lowest, upper, kept ? entry : last[0]);
        }
    }

    /** The edges of some nodes to nodes that are kept, by their new numbers. */
    private static int[] edges(ImmutableGraphIndex.View view, int level, int[] nodes, int[] numbers, int degree) {
        int[] edges = new int[nodes.length * degree];
        Arrays.fill(edges, NONE);
        for (int i = 0; i < nodes.length; i++) {
            int place = i * degree;
            for (NodesIterator all = view.getNeighborsIterator(level, nodes[i]);
                    all.hasNext() && place < (i + 1) * degree; ) {
                int neighbor = numbers[all.nextInt()];
                if (neighbor != NONE) {
                    edges[place++] = neighbor;
                }
            }
        }
        return edges;
    }

    int degree() {
        return degree;
    }

    /** [blocks of {@value #ROWS} nodes][rows · degree]. */
    int[][] lowest() {
        return lowest;
    }

    List<Layer> upper() {
        return upper;
    }

    /** The nodes of a layer, ascending. */
    IntStream nodes(int level) {
        return level == 0
                ? IntStream.range(0, count)
                : Arrays.stream(upper.get(level - 1).nodes());
    }

    @Override
    public void processNeighbors(
            int level,
            int node,
            ScoreFunction scores,
            ImmutableGraphIndex.IntMarker visited,
            ImmutableGraphIndex.NeighborProcessor found) {
        int[] edges = array(level, node);
        int from = place(level, node);
        for (int i = from; i < from + degree && edges[i] != NONE; i++) {
            int neighbor = edges[i];
            if (visited.mark(neighbor)) {
                found.process(neighbor, scores.similarityTo(neighbor));
            }
        }
    }

    @Override
    public NodesIterator getNeighborsIterator(int level, int node) {
        int from = place(level, node);
        int[] edges = Arrays.copyOfRange(array(level, node), from, from + degree);
        int size = 0;
        while (size < degree && edges[size] != NONE) {
            size++;
        }
        return new NodesIterator.ArrayNodesIterator(edges, size);
    }

    private int[] array(int level, int node) {
        return level == 0 ? lowest[node / ROWS] : upper.get(level - 1).edges();
    }

    private int place(int level, int node) {
        return degree
                * (level == 0
                        ? node % ROWS
                        : Arrays.binarySearch(upper.get(level - 1).nodes(), node));
    }

    @Override
    public int size() {
        return count;
    }

    @Override
    public ImmutableGraphIndex.NodeAtLevel entryNode() {
        return new ImmutableGraphIndex.NodeAtLevel(upper.size(), entry);
    }

    @Override
    public Bits liveNodes() {
        return Bits.ALL;
    }

    @Override
    public boolean contains(int level, int node) {
        return level == 0 || Arrays.binarySearch(upper.get(level - 1).nodes(), node) >= 0;
    }

    @Override
    public void close() {
        // arrays only
    }
}

package org.likeness.search;

import io.github.jbellis.jvector.graph.GraphIndexBuilder;
import io.github.jbellis.jvector.graph.GraphSearcher;
import io.github.jbellis.jvector.graph.ImmutableGraphIndex;
import io.github.jbellis.jvector.graph.ListRandomAccessVectorValues;
import io.github.jbellis.jvector.graph.RandomAccessVectorValues;
import io.github.jbellis.jvector.graph.SearchResult;
import io.github.jbellis.jvector.graph.similarity.BuildScoreProvider;
import io.github.jbellis.jvector.graph.similarity.DefaultSearchScoreProvider;
import io.github.jbellis.jvector.vector.types.VectorFloat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.likeness.core.search.EmbeddedPictures;
import org.likeness.core.search.NearestNegatives;

/**
 * Approximate nearest negatives by a neighbor graph, for sets too large for exhaustive comparison. The graph is flat and built by one
 * thread, in row order: layers and several threads would make it nondeterministic.
 * (JVector, which builds on DiskANN: Subramanya et al., NeurIPS 2019.)
 */
public final class GraphSearch implements NearestNegatives.Search {
    private static final int CANDIDATES = 4; // for each neighbor that is looked for

    /**
     * Whether distances are computed with the vector instructions of the processor: on Java 20 or later with the module
     * {@code jdk.incubator.vector}.
     */
    public static boolean usesVectorInstructions() {
        return GraphBuilders.hasVectorInstructions();
    }

    @Override
    public NearestNegatives of(EmbeddedPictures all, int count) {
        int dimension = all.embeddingSize();
        List<VectorFloat<?>> rows = new ArrayList<>(all.size());
        for (int row = 0; row < all.size(); row++) {
            rows.add(
                    GraphBuilders.vector(Arrays.copyOfRange(all.embeddings(), row * dimension, (row + 1) * dimension)));
        }
        RandomAccessVectorValues values = new ListRandomAccessVectorValues(rows, dimension);
        NearestNegatives found = new NearestNegatives(new int[all.size()][], new float[all.size()][]);
        ForkJoinPool alone = new ForkJoinPool(1);
        try (GraphIndexBuilder builder = GraphBuilders.of(
                BuildScoreProvider.randomAccessScoreProvider(values, GraphBuilders.SIMILARITY),
                dimension,
                false,
                alone)) {
            for (int row = 0; row < all.size(); row++) {
                builder.addGraphNode(row, rows.get(row));
            }
            builder.cleanup();
            search(builder.getGraph(), values, all, count, found);
        } catch (IOException e) {
            throw new UncheckedIOException("the graph of neighbors could not be closed", e);
        } finally {
            alone.shutdown();
        }
        return found;
    }

    private static void search(
            ImmutableGraphIndex graph,
            RandomAccessVectorValues values,
            EmbeddedPictures all,
            int count,
            NearestNegatives found)
            throws IOException {
        try (GraphSearcher searcher = new GraphSearcher(graph)) {
            for (int row = 0; row < all.size(); row++) {
                int label = all.labels()[row];
                SearchResult result = searcher.search(
                        DefaultSearchScoreProvider.exact(values.getVector(row), GraphBuilders.SIMILARITY, values),
                        count,
                        CANDIDATES * count,
                        0,
                        0,
                        other -> all.labels()[other] != label);
                int[] others = Arrays.stream(result.getNodes())
                        .mapToInt(node -> node.node)
                        .toArray();
                keep(row, others, all, found);
            }
        }
    }

    /** Nearest first, by the distances themselves instead of the library's scores. */
    private static void keep(int row, int[] others, EmbeddedPictures all, NearestNegatives found) {
        long[] keys = Arrays.stream(others)
                .mapToLong(other -> (long) Float.floatToRawIntBits(all.distance(row, other)) << 32 | other)
                .sorted()
                .toArray();
        found.rows()[row] = Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
        found.distances()[row] = new float[keys.length];
        for (int i = 0; i < keys.length; i++) {
            found.distances()[row][i] = Float.intBitsToFloat((int) (keys[i] >>> 32));
        }
    }
}

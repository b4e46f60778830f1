package org.likeness.search;

import io.github.jbellis.jvector.graph.GraphIndexBuilder;
import io.github.jbellis.jvector.graph.similarity.BuildScoreProvider;
import io.github.jbellis.jvector.vector.VectorSimilarityFunction;
import io.github.jbellis.jvector.vector.VectorizationProvider;
import io.github.jbellis.jvector.vector.types.VectorFloat;
import io.github.jbellis.jvector.vector.types.VectorTypeSupport;
import java.util.concurrent.ForkJoinPool;
import java.util.logging.Level;
import java.util.logging.Logger;

/** JVector's builders with the settings of this module, and its vectors. */
final class GraphBuilders {
    static final int DEGREE = 32; // edges of a node; this and the three below are JVector's usual ones
    private static final int BREADTH = 100; // candidates for the edges of a node
    private static final float OVERFLOW = 1.2f; // of edges, before they are thinned out
    private static final float DIVERSITY = 1.2f; // an edge is left out where another one leads there, so much farther

    static final VectorSimilarityFunction SIMILARITY = VectorSimilarityFunction.EUCLIDEAN;

    /** Held here, because a logger that nothing refers to may be collected with its level. */
    private static final Logger LOGGER = Logger.getLogger("io.github.jbellis.jvector");

    private static final VectorizationProvider PROVIDER = provider();
    private static final VectorTypeSupport TYPES = PROVIDER.getVectorTypeSupport();

    private GraphBuilders() {}

    /** JVector logs at start-up which instructions it uses, also as a warning: {@link GraphSearch#usesVectorInstructions()} answers that. */
    private static VectorizationProvider provider() {
        if (LOGGER.getLevel() == null) { // the application has not chosen one
            LOGGER.setLevel(Level.SEVERE);
        }
        return VectorizationProvider.getInstance();
    }

    /**
     * A builder of an empty graph.
     *
     * @param scores    of nodes
     * @param dimension D
     * @param layered   whether there are layers of fewer nodes above it, which lead to the neighborhood of a probe
     * @param pool      in which the builder cleans up
     */
    @SuppressWarnings("deprecation") // JVector's newer way takes the layers from a setting of the whole process
    static GraphIndexBuilder of(BuildScoreProvider scores, int dimension, boolean layered, ForkJoinPool pool) {
        return new GraphIndexBuilder(
                scores, dimension, DEGREE, BREADTH, OVERFLOW, DIVERSITY, layered, true, pool, pool);
    }

    static VectorFloat<?> vector(float[] values) {
        return TYPES.createFloatVector(values);
    }

    static boolean hasVectorInstructions() {
        return !PROVIDER.getClass().getSimpleName().startsWith("Default");
    }
}

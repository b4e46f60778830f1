package org.likeness.search;

import io.github.jbellis.jvector.disk.ByteBufferReader;
import io.github.jbellis.jvector.graph.ImmutableGraphIndex;
import io.github.jbellis.jvector.graph.NodesIterator;
import io.github.jbellis.jvector.graph.OnHeapGraphIndex;
import io.github.jbellis.jvector.vector.types.VectorFloat;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The edges of a mapped graph in the form in which JVector loads graphs into memory, one node at a time. */
final class EdgeReader extends ByteBufferReader {
    private static final int VERSION = 4; // of that form
    private static final int MOST_LEVELS = 64; // more than logarithms of numbers of nodes

    private final ImmutableGraphIndex graph;
    private final ImmutableGraphIndex.View view;
    private final VectorFloat<?>[] embeddings;
    private int level = -1; // whose nodes follow
    private NodesIterator nodes = NodesIterator.EMPTY_NODE_ITERATOR;

    /** @param embeddings by node */
    EdgeReader(ImmutableGraphIndex graph, ImmutableGraphIndex.View view, VectorFloat<?>[] embeddings) {
        super(ByteBuffer.allocate(Integer.BYTES * (4 + 2 * Math.max(graph.maxDegree(), MOST_LEVELS))));
        this.graph = graph;
        this.view = view;
        this.embeddings = embeddings;
        bb.putInt(OnHeapGraphIndex.MAGIC).putInt(VERSION).putInt(graph.getMaxLevel() + 1);
        for (int i = 0; i <= graph.getMaxLevel(); i++) {
            bb.putInt(graph.getDegree(i));
        }
        bb.putInt(view.entryNode().node);
        bb.flip();
    }

    @Override
    public int readInt() {
        if (!bb.hasRemaining()) {
            refill();
        }
        return super.readInt();
    }

    private void refill() {
        bb.clear();
        if (nodes.hasNext()) {
            putNode(nodes.nextInt());
        } else {
            level++;
            nodes = graph.getNodes(level);
            bb.putInt(graph.size(level));
        }
        bb.flip();
    }

    /** The edges of a node, nearest first: their order in a file depends on the instructions of the processor that wrote it. */
    private void putNode(int node) {
        record Edge(int to, float score) {}
        List<Edge> nearestFirst = new ArrayList<>();
        for (NodesIterator neighbors = view.getNeighborsIterator(level, node); neighbors.hasNext(); ) {
            int to = neighbors.nextInt();
            nearestFirst.add(new Edge(to, GraphBuilders.SIMILARITY.compare(embeddings[node], embeddings[to])));
        }
        nearestFirst.sort(Comparator.comparingDouble(Edge::score).reversed());
        bb.putInt(node).putInt(nearestFirst.size());
        nearestFirst.forEach(edge -> bb.putInt(edge.to()).putFloat(edge.score()));
    }
}

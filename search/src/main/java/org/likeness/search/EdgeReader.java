package org.likeness.search;

import io.github.jbellis.jvector.disk.ByteBufferReader;
import io.github.jbellis.jvector.graph.NodesIterator;
import io.github.jbellis.jvector.graph.OnHeapGraphIndex;
import java.nio.ByteBuffer;
import java.util.PrimitiveIterator;
import java.util.stream.IntStream;

/** The edges of a frozen graph in the form in which JVector loads graphs, one node at a time. */
final class EdgeReader extends ByteBufferReader {
    private static final int VERSION = 4; // of that form
    private static final int MOST_LEVELS = 64; // more than logarithms of numbers of nodes

    private final FrozenEdges edges;
    private int level = -1; // whose nodes follow
    private PrimitiveIterator.OfInt nodes = IntStream.empty().iterator();

    EdgeReader(FrozenEdges edges) {
        super(ByteBuffer.allocate(Integer.BYTES * (4 + 2 * Math.max(edges.degree(), MOST_LEVELS))));
        this.edges = edges;
        bb.putInt(OnHeapGraphIndex.MAGIC).putInt(VERSION).putInt(edges.upper().size() + 1);
        for (int i = 0; i <= edges.upper().size(); i++) {
            bb.putInt(edges.degree());
        }
        bb.putInt(edges.entryNode().node);
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
            bb.putInt((int) edges.nodes(level).count());
            nodes = edges.nodes(level).iterator();
        }
        bb.flip();
    }

    /** The edges of a node, nearest first as they were frozen. JVector computes their scores anew. */
    private void putNode(int node) {
        NodesIterator neighbors = edges.getNeighborsIterator(level, node);
        bb.putInt(node).putInt(neighbors.size());
        while (neighbors.hasNext()) {
            bb.putInt(neighbors.nextInt()).putFloat(0);
        }
    }
}

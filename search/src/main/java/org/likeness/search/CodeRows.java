package org.likeness.search;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Codes of the nodes of a graph, each in a row of its own: {@link Faces} has them column by column, for scans. One thread at a time adds; any
 * number read meanwhile.
 *
 * <p>A row is the codes, [D], then the scale (float), the sum of the squared codes (int) and the error, rounded up (float), big-endian. What
 * belongs to a face lies in neighboring bytes, since a search jumps from face to face.
 */
final class CodeRows {
    /** Rows in a block of {@link #block}. */
    static final int ROWS = 1024;

    private static final VarHandle FLOATS = MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final int dimension;
    private final int stride;
    private final Kernel kernel;
    private volatile byte[][] blocks = new byte[0][];

    CodeRows(int dimension, Kernel kernel) {
        this.dimension = dimension;
        this.stride = rowBytes(dimension);
        this.kernel = kernel;
    }

    /** The same codes, which change independently. Nothing may be stored meanwhile. */
    CodeRows copy() {
        CodeRows copy = new CodeRows(dimension, kernel);
        copy.blocks = Arrays.stream(blocks).map(byte[]::clone).toArray(byte[][]::new);
        return copy;
    }

    /** The bytes of a row. */
    static int rowBytes(int dimension) {
        return dimension + 2 * Float.BYTES + Integer.BYTES;
    }

    /** Stores the codes of a node. */
    void put(int node, Code code) {
        byte[] block = blockToWrite(node / ROWS);
        int from = from(node);
        System.arraycopy(code.codes(), 0, block, from, dimension);
        FLOATS.set(block, from + dimension, code.scale());
        INTS.set(block, from + dimension + Float.BYTES, code.squares());
        FLOATS.set(block, from + dimension + Float.BYTES + Integer.BYTES, Math.nextUp((float) code.error()));
    }

    /** Stores the codes that a node has in other rows. */
    void put(int node, CodeRows others, int otherNode) {
        System.arraycopy(
                others.blocks[otherNode / ROWS], others.from(otherNode), blockToWrite(node / ROWS), from(node), stride);
    }

    /** A block of {@value #ROWS} rows, to be read or filled by its file. */
    byte[] block(int number) {
        return blockToWrite(number);
    }

    private byte[] blockToWrite(int number) {
        byte[][] present = blocks;
        if (number >= present.length) {
            present = Arrays.copyOf(present, number + 1);
            present[number] = new byte[ROWS * stride];
            blocks = present;
        }
        return present[number];
    }

    private int from(int node) {
        return node % ROWS * stride;
    }

    /** An embedding to be compared with rows. */
    Probe probe(Code code) {
        return new Probe(code.codes(), 0, code.scale(), code.quantizedSquaredNorm(), code.error());
    }

    /** A node to be compared with other ones. */
    Probe probe(int node) {
        byte[] block = blocks[node / ROWS];
        int from = from(node);
        double scale = (float) FLOATS.get(block, from + dimension);
        double squaredNorm = scale * scale * (int) INTS.get(block, from + dimension + Float.BYTES);
        return new Probe(block, from, scale, squaredNorm, error(block, from));
    }

    private float error(byte[] block, int from) {
        return (float) FLOATS.get(block, from + dimension + Float.BYTES + Integer.BYTES);
    }

    /** Distances of one embedding to the rows. */
    final class Probe {
        private final byte[] codes;
        private final int codesFrom;
        private final double scale;
        private final double squaredNorm;
        private final double error;

        private Probe(byte[] codes, int codesFrom, double scale, double squaredNorm, double error) {
            this.codes = codes;
            this.codesFrom = codesFrom;
            this.scale = scale;
            this.squaredNorm = squaredNorm;
            this.error = error;
        }

        /** The squared distance of the quantized embeddings, the same in both directions. */
        double distance(int node) {
            byte[] block = blocks[node / ROWS];
            int from = from(node);
            int product = kernel.product(codes, codesFrom, block, from, dimension);
            double rowScale = (float) FLOATS.get(block, from + dimension);
            double rowNorm = rowScale * rowScale * (int) INTS.get(block, from + dimension + Float.BYTES);
            return Code.quantizedDistance(squaredNorm + rowNorm, scale * rowScale, product);
        }

        /** The least that the squared distance of the embeddings themselves can be. */
        double leastDistance(int node) {
            return Code.leastDistance(distance(node), error + error(blocks[node / ROWS], from(node)));
        }
    }
}

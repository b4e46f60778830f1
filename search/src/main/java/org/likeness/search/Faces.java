package org.likeness.search;

import java.util.ArrayList;
import java.util.List;

/** Faces in blocks: codes, and the numbers of each face that turn inner products of codes into distances. Not thread-safe. */
final class Faces {
    private static final int ROWS = CodeBlock.ROWS;

    private final int dimension;
    private final Kernel kernel;
    private final List<Block> blocks = new ArrayList<>();
    private int size;

    Faces(int dimension, Kernel kernel) {
        this.dimension = dimension;
        this.kernel = kernel;
    }

    /** A block of codes with what belongs to them. */
    static final class Block {
        private final CodeBlock codes;
        private final long[] faces = new long[ROWS];
        private final long[] people = new long[ROWS];
        private final float[] scales = new float[ROWS];
        private final int[] squares = new int[ROWS]; // of the codes, summed
        private final float[] errors = new float[ROWS]; // rounded up
        private float largestError; // of all that have been here

        private Block(CodeBlock codes) {
            this.codes = codes;
        }

        CodeBlock codes() {
            return codes;
        }

        /**
         * Offers the faces whose distance may be less than the limit of the candidates.
         *
         * @param products inner products of the codes
         * @param rows     how many faces there are
         */
        void offer(int[] products, int rows, ProbeCode probe, Candidates found) {
            double bound = bound(probe, found.limit());
            for (int row = 0; row < rows; row++) {
                double scale = scales[row];
                double norms = probe.quantizedSquaredNorm() + scale * scale * squares[row];
                double quantized = Code.quantizedDistance(norms, probe.scale() * scale, products[row]);
                if (quantized <= bound) {
                    found.offer(Code.leastDistance(quantized, probe.error() + errors[row]), faces[row], people[row]);
                    bound = bound(probe, found.limit());
                }
            }
        }

        /** The quantized distance above which no face of this block is within a limit. */
        private double bound(ProbeCode probe, double limit) {
            double reach = Math.sqrt(limit) + probe.error() + largestError;
            return reach * reach;
        }

        private void set(int row, long face, long person, Code code) {
            codes.set(row, code.codes());
            faces[row] = face;
            people[row] = person;
            scales[row] = code.scale();
            squares[row] = code.squares();
            errors[row] = Math.nextUp((float) code.error());
            largestError = Math.max(largestError, errors[row]);
        }

        private void copy(int to, Block from, int row) {
            codes.set(to, from.codes.get(row));
            faces[to] = from.faces[row];
            people[to] = from.people[row];
            scales[to] = from.scales[row];
            squares[to] = from.squares[row];
            errors[to] = from.errors[row];
            largestError = Math.max(largestError, errors[to]);
        }
    }

    int size() {
        return size;
    }

    List<Block> blocks() {
        return blocks;
    }

    /** The number of faces in a block: all but the last are full. */
    int rows(int block) {
        return Math.min(ROWS, size - block * ROWS);
    }

    void add(long face, long person, Code code) {
        if (size == blocks.size() * ROWS) {
            blocks.add(new Block(kernel.block(dimension)));
        }
        blocks.get(size / ROWS).set(size % ROWS, face, person, code);
        size++;
    }

    /** The numbers of all faces, and of their people. */
    FaceList list() {
        FaceList list = new FaceList(new long[size], new long[size]);
        for (int i = 0; i < blocks.size(); i++) {
            System.arraycopy(blocks.get(i).faces, 0, list.faces(), i * ROWS, rows(i));
            System.arraycopy(blocks.get(i).people, 0, list.people(), i * ROWS, rows(i));
        }
        return list;
    }

    /** Removes a face: the last one takes its place. */
    boolean remove(long face) {
        for (int i = 0; i < size; i++) {
            Block block = blocks.get(i / ROWS);
            if (block.faces[i % ROWS] == face) {
                size--;
                block.copy(i % ROWS, blocks.get(size / ROWS), size % ROWS);
                if (size == (blocks.size() - 1) * ROWS) {
                    blocks.remove(blocks.size() - 1);
                }
                return true;
            }
        }
        return false;
    }
}

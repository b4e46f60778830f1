package org.likeness.search;

import java.util.Arrays;

/** Codes in shorts, pair by pair of components: HotSpot's second compiler makes one {@code pmaddwd} of the two products and their sum. */
final class ShortPairBlock implements CodeBlock {
    private static final int PAIR = 2;

    private final int dimension;
    private final short[] codes; // [pairs × ROWS × 2]

    ShortPairBlock(int dimension) {
        this.dimension = dimension;
        this.codes = new short[pairs(dimension) * ROWS * PAIR];
    }

    private static int pairs(int dimension) {
        return (dimension + 1) / PAIR;
    }

    private static int place(int component, int row) {
        return ((component / PAIR) * ROWS + row) * PAIR + component % PAIR;
    }

    @Override
    public void set(int row, byte[] values) {
        for (int i = 0; i < dimension; i++) {
            codes[place(i, row)] = values[i];
        }
    }

    @Override
    public byte[] get(int row) {
        byte[] values = new byte[dimension];
        for (int i = 0; i < dimension; i++) {
            values[i] = (byte) codes[place(i, row)];
        }
        return values;
    }

    @Override
    public void products(Probe probe, int[] sums) {
        short[][] pairs = ((Pairs) probe).repeated;
        Arrays.fill(sums, 0);
        for (int pair = 0; pair < pairs.length; pair++) {
            add(codes, pair * ROWS * PAIR, pairs[pair], sums);
        }
    }

    /** In this form, and in a method of its own, the loop is compiled to multiplications of pairs. */
    private static void add(short[] codes, int from, short[] probe, int[] sums) {
        for (int row = 0; row < ROWS; row++) {
            sums[row] += codes[from + 2 * row] * probe[2 * row] + codes[from + 2 * row + 1] * probe[2 * row + 1];
        }
    }

    /** Each pair of components of the probe, once for every face of a block. */
    static final class Pairs implements Probe {
        private final short[][] repeated;

        Pairs(byte[] codes) {
            repeated = new short[pairs(codes.length)][ROWS * PAIR];
            for (int i = 0; i < codes.length; i++) {
                for (int row = 0; row < ROWS; row++) {
                    repeated[i / PAIR][row * PAIR + i % PAIR] = codes[i];
                }
            }
        }
    }
}

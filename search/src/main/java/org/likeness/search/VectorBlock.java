package org.likeness.search;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Codes in bytes, as many faces at a time as there are sums in registers, column by column: memory is read in its order. The products of two
 * components fit 16 bits together; their sums are kept in 32 bits.
 */
final class VectorBlock implements CodeBlock {
    // As many lanes of each kind: a conversion then fills a whole vector, which JDK 17 compiles well, parts of one it
    // does not.
    static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    static final VectorSpecies<Short> SHORTS = VectorSpecies.of(short.class, fraction(2));
    static final VectorSpecies<Byte> BYTES = VectorSpecies.of(byte.class, fraction(4));
    private static final int LANES = INTS.length();
    private static final int STRIP = 4 * LANES; // faces whose sums are in registers, and do not wait for each other

    /** Whether registers are wide enough: with less than 256 bits there is no vector of a quarter of their bytes. */
    static boolean isSupported() {
        return IntVector.SPECIES_PREFERRED.vectorBitSize() >= 256;
    }

    private final int dimension;
    private final int columns; // D, made even
    private final byte[] codes; // [ROWS / STRIP × columns × STRIP]

    VectorBlock(int dimension) {
        this.dimension = dimension;
        this.columns = dimension + dimension % 2;
        this.codes = new byte[columns * ROWS];
    }

    private int place(int row, int component) {
        return (row / STRIP * columns + component) * STRIP + row % STRIP;
    }

    @Override
    public void set(int row, byte[] values) {
        for (int i = 0; i < dimension; i++) {
            codes[place(row, i)] = values[i];
        }
    }

    @Override
    public byte[] get(int row) {
        byte[] values = new byte[dimension];
        for (int i = 0; i < dimension; i++) {
            values[i] = codes[place(row, i)];
        }
        return values;
    }

    @Override
    public void products(Probe probe, int[] sums) {
        short[] values = ((Columns) probe).values;
        for (int row = 0; row < ROWS; row += STRIP) {
            IntVector first = IntVector.zero(INTS);
            IntVector second = IntVector.zero(INTS);
            IntVector third = IntVector.zero(INTS);
            IntVector fourth = IntVector.zero(INTS);
            int from = row * columns;
            for (int i = 0; i < columns; i += 2, from += 2 * STRIP) {
                first = first.add(pair(from, values[i], values[i + 1]));
                second = second.add(pair(from + LANES, values[i], values[i + 1]));
                third = third.add(pair(from + 2 * LANES, values[i], values[i + 1]));
                fourth = fourth.add(pair(from + 3 * LANES, values[i], values[i + 1]));
            }
            first.intoArray(sums, row);
            second.intoArray(sums, row + LANES);
            third.intoArray(sums, row + 2 * LANES);
            fourth.intoArray(sums, row + 3 * LANES);
        }
    }

    private static VectorShape fraction(int of) {
        return VectorShape.forBitSize(INTS.vectorBitSize() / of);
    }

    private IntVector pair(int from, short first, short second) {
        ShortVector products = column(from).mul(first).add(column(from + STRIP).mul(second));
        return (IntVector) products.convertShape(VectorOperators.S2I, INTS, 0);
    }

    private ShortVector column(int from) {
        return (ShortVector) ByteVector.fromArray(BYTES, codes, from).convertShape(VectorOperators.B2S, SHORTS, 0);
    }

    /** The components of the probe, an even number. */
    static final class Columns implements Probe {
        private final short[] values;

        Columns(byte[] codes) {
            values = new short[codes.length + codes.length % 2];
            for (int i = 0; i < codes.length; i++) {
                values[i] = codes[i];
            }
        }
    }
}

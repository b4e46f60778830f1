package org.likeness.search;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** Codes in bytes, column by column. The products of two components fit 16 bits together; their sums are kept in 32 bits. */
final class VectorBlock implements CodeBlock {
    // As many lanes of each kind: a conversion then fills a whole vector, which JDK 17 compiles well, parts of one it
    // does not.
    static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    static final VectorSpecies<Short> SHORTS = VectorSpecies.of(short.class, fraction(2));
    static final VectorSpecies<Byte> BYTES = VectorSpecies.of(byte.class, fraction(4));
    private static final int LANES = INTS.length();

    /** Whether registers are wide enough: with less than 256 bits there is no vector of a quarter of their bytes. */
    static boolean isSupported() {
        return IntVector.SPECIES_PREFERRED.vectorBitSize() >= 256;
    }

    private final int dimension;
    private final byte[] codes; // [D, made even × ROWS]

    VectorBlock(int dimension) {
        this.dimension = dimension;
        this.codes = new byte[(dimension + dimension % 2) * ROWS];
    }

    @Override
    public void set(int row, byte[] values) {
        for (int i = 0; i < dimension; i++) {
            codes[i * ROWS + row] = values[i];
        }
    }

    @Override
    public byte[] get(int row) {
        byte[] values = new byte[dimension];
        for (int i = 0; i < dimension; i++) {
            values[i] = codes[i * ROWS + row];
        }
        return values;
    }

    @Override
    public void products(Probe probe, int[] sums) {
        short[] columns = ((Columns) probe).values;
        for (int row = 0; row < ROWS; row += 2 * LANES) { // two sums, which do not wait for each other
            IntVector first = IntVector.zero(INTS);
            IntVector second = IntVector.zero(INTS);
            for (int i = 0; i < columns.length; i += 2) {
                int from = i * ROWS + row;
                first = first.add(pair(from, columns[i], columns[i + 1]));
                second = second.add(pair(from + LANES, columns[i], columns[i + 1]));
            }
            first.intoArray(sums, row);
            second.intoArray(sums, row + LANES);
        }
    }

    private static VectorShape fraction(int of) {
        return VectorShape.forBitSize(INTS.vectorBitSize() / of);
    }

    private IntVector pair(int from, short first, short second) {
        ShortVector products = column(from).mul(first).add(column(from + ROWS).mul(second));
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

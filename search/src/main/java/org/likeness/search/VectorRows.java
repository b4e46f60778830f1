package org.likeness.search;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;

/** Inner products of single codes, with the vectors of {@link VectorBlock}. */
final class VectorRows {
    private static final int LANES = VectorBlock.INTS.length();

    private VectorRows() {}

    static int product(byte[] a, int aFrom, byte[] b, int bFrom, int count) {
        IntVector sums = IntVector.zero(VectorBlock.INTS);
        int i = 0;
        for (; i <= count - 2 * LANES; i += 2 * LANES) {
            ShortVector products = part(a, aFrom + i)
                    .mul(part(b, bFrom + i))
                    .add(part(a, aFrom + i + LANES).mul(part(b, bFrom + i + LANES))); // fits, as in VectorBlock
            sums = sums.add(products.convertShape(VectorOperators.S2I, VectorBlock.INTS, 0));
        }
        int sum = sums.reduceLanes(VectorOperators.ADD);
        for (; i < count; i++) {
            sum += a[aFrom + i] * b[bFrom + i];
        }
        return sum;
    }

    private static ShortVector part(byte[] codes, int from) {
        return (ShortVector) ByteVector.fromArray(VectorBlock.BYTES, codes, from)
                .convertShape(VectorOperators.B2S, VectorBlock.SHORTS, 0);
    }
}

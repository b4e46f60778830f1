package org.likeness.search;

/** How inner products of codes are computed. All kernels give the same whole numbers. */
public enum Kernel {
    /** Vector instructions by {@code jdk.incubator.vector}, one byte a component. Java must run with that module. */
    VECTOR {
        @Override
        CodeBlock block(int dimension) {
            return new VectorBlock(dimension);
        }

        @Override
        CodeBlock.Probe probe(byte[] codes) {
            return new VectorBlock.Columns(codes);
        }

        @Override
        int product(byte[] a, int aFrom, byte[] b, int bFrom, int count) {
            return VectorRows.product(a, aFrom, b, bFrom, count);
        }
    },
    /** Plain Java that HotSpot's compiler turns into multiplications of pairs of shorts; two bytes a component. */
    SHORT_PAIRS {
        @Override
        CodeBlock block(int dimension) {
            return new ShortPairBlock(dimension);
        }

        @Override
        CodeBlock.Probe probe(byte[] codes) {
            return new ShortPairBlock.Pairs(codes);
        }

        @Override
        int product(byte[] a, int aFrom, byte[] b, int bFrom, int count) {
            int sum = 0;
            for (int i = 0; i < count; i++) {
                sum += a[aFrom + i] * b[bFrom + i];
            }
            return sum;
        }
    };

    private static final boolean HAS_VECTORS =
            ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() && VectorBlock.isSupported();

    /** The fastest kernel that this Java runs: {@link #VECTOR} with {@code --add-modules jdk.incubator.vector}. */
    public static Kernel best() {
        return HAS_VECTORS ? VECTOR : SHORT_PAIRS;
    }

    /** Whether this Java runs it. */
    public boolean isAvailable() {
        return this != VECTOR || HAS_VECTORS;
    }

    abstract CodeBlock block(int dimension);

    abstract CodeBlock.Probe probe(byte[] codes);

    /**
     * The inner product of two codes that lie in rows.
     *
     * @param a     holds one from {@code aFrom} on
     * @param b     holds the other from {@code bFrom} on
     * @param count D
     */
    abstract int product(byte[] a, int aFrom, byte[] b, int bFrom, int count);
}

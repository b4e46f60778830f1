package org.likeness.search;

/**
 * The codes of up to {@value #ROWS} faces, column by column: the numbers of one component, or of a pair of them, of all faces lie together,
 * so that one instruction serves several faces and no sum runs across a register. The number of faces is a constant because the compiler
 * unrolls loops of a known length.
 */
interface CodeBlock {
    /** Faces in a block. */
    int ROWS = 1024;

    /**
     * Stores the codes of a face.
     *
     * @param row   in [0, {@value #ROWS})
     * @param codes [D], in [-127, 127]
     */
    void set(int row, byte[] codes);

    /** The codes of a face, [D]. */
    byte[] get(int row);

    /**
     * The inner products of a probe with all faces of the block, exact.
     *
     * @param probe prepared by the kernel of this block
     * @param sums  [{@value #ROWS}]; overwritten
     */
    void products(Probe probe, int[] sums);

    /** A probe in the form that a kernel needs. */
    interface Probe {}
}

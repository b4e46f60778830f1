package org.likeness.search;

/**
 * A probe in the form in which it is compared with codes.
 *
 * @param kernelForm           for the kernel of the blocks
 * @param scale                of its codes
 * @param quantizedSquaredNorm ‖p̂‖²
 * @param error                ‖p − p̂‖
 */
record ProbeCode(CodeBlock.Probe kernelForm, float scale, double quantizedSquaredNorm, double error) {
    static ProbeCode of(float[] probe, int dimension, Kernel kernel) {
        Code code = Code.of(probe, dimension);
        return new ProbeCode(kernel.probe(code.codes()), code.scale(), code.quantizedSquaredNorm(), code.error());
    }
}

package org.likeness.training.graph.convolution;

/** How convolutions are computed on the processor in single precision; elsewhere libtorch computes them. */
public enum ConvolutionPolicy {
    /** By libtorch, unless a trial in another process shows that it computes this one wrong here; then as matrix products. */
    CHECKED,
    /** By libtorch, right or wrong. */
    DIRECT,
    /** As matrix products. */
    PRODUCTS
}

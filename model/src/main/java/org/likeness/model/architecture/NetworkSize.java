package org.likeness.model.architecture;

/**
 * The size of a network.
 *
 * @param parameters      number of trainable parameters
 * @param multiplications multiplications for one picture in convolutions and linear layers
 */
public record NetworkSize(long parameters, long multiplications) {}

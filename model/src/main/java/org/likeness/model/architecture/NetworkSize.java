package org.likeness.model.architecture;

/**
 * How large a network is.
 *
 * @param parameters      how many numbers learn
 * @param multiplications of one picture's way through convolutions and linear layers
 */
public record NetworkSize(long parameters, long multiplications) {}

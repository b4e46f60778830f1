package org.likeness.api.model;

/**
 * An architecture at its usual sizes.
 *
 * @param name             its name in recipes
 * @param inputSize        width and height in pixels
 * @param embeddingSize    numbers of an embedding
 * @param parameterCount   trainable numbers
 * @param multiplyAddCount for one picture
 * @param graph            the network
 */
public record ArchitectureModel(
        String name, int inputSize, int embeddingSize, long parameterCount, long multiplyAddCount, GraphFacts graph)
        implements ModelDescription {}

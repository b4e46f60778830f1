package org.likeness.gallery;

/**
 * An enrolled person near a probe.
 *
 * @param person   who
 * @param face     the enrolled face that is nearest
 * @param distance of that face, squared Euclidean
 */
public record Neighbor(Person person, Face face, double distance) {}

package org.likeness.gallery;

import org.likeness.core.embedding.EncoderId;

/**
 * An enrolled person near a probe.
 *
 * @param person   who
 * @param face     the enrolled face that is nearest
 * @param space    in which it was found
 * @param distance of that face, squared Euclidean
 */
public record Neighbor(Person person, Face face, EncoderId space, double distance) {}

package org.likeness.core.gallery;

/**
 * An enrolled person near a probe.
 *
 * @param person   who
 * @param picture  the enrolled picture that is nearest
 * @param distance of that picture
 */
public record Neighbor(PersonId person, String picture, double distance) {}

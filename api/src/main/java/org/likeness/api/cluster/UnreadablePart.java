package org.likeness.api.cluster;

/**
 * A part of a set that could not be read.
 *
 * @param part   its name
 * @param file   of the set
 * @param reason why
 */
public record UnreadablePart(String part, String file, String reason) {}

package org.likeness.core.triplet;

/**
 * Three rows of a batch: two pictures of one identity and one of another.
 *
 * @param anchor   row of the anchor
 * @param positive row of another picture of the anchor's identity
 * @param negative row of a picture of another identity
 */
public record Triplet(int anchor, int positive, int negative) {}

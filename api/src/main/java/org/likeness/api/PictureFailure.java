package org.likeness.api;

/**
 * A picture that gave no face, or could not be read.
 *
 * @param picture its name
 * @param reason  why, in a few words
 */
public record PictureFailure(String picture, String reason) {}

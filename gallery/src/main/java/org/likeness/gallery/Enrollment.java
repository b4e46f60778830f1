package org.likeness.gallery;

/**
 * The result of enrolling a face.
 *
 * @param person whose face it is
 * @param face   its id
 * @param added  false if the person already had the same embedding, which is kept once
 */
public record Enrollment(PersonId person, FaceId face, boolean added) {}

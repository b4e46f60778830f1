package org.likeness.gallery;

/**
 * The size of a gallery.
 *
 * @param people             enrolled people
 * @param peopleWithoutFaces of them, those who have no face and cannot be found
 * @param faces              enrolled faces
 * @param crops              faces whose picture is kept
 * @param changes            in the history
 * @param bytes              of the store
 */
public record GalleryStats(long people, long peopleWithoutFaces, long faces, long crops, long changes, long bytes) {}

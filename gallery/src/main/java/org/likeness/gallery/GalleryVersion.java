package org.likeness.gallery;

import org.likeness.core.embedding.EncoderId;

/**
 * A state of a gallery. Equal versions have equal faces.
 *
 * @param epoch    another one after the gallery was restored from a backup: sequences of two epochs cannot be compared
 * @param sequence of the last change; it only grows
 * @param space    the current one
 */
public record GalleryVersion(String epoch, long sequence, EncoderId space) {}

package org.likeness.api.gallery;

import org.likeness.api.Answer;

/**
 * A new key for encrypted galleries: {@code likeness gallery key}. The key itself stands in the file only.
 *
 * @param file that the key was written to
 */
public record GalleryKeyAnswer(String file) implements Answer {}

package org.likeness.api.recognition;

import org.likeness.api.Answer;

/**
 * A person removed from a gallery: {@code likeness forget}.
 *
 * @param gallery      the gallery's file
 * @param person       the person's name
 * @param pictureCount pictures that were enrolled
 */
public record ForgetAnswer(String gallery, String person, int pictureCount) implements Answer {}

package org.likeness.api.gallery;

import org.likeness.api.Answer;

/**
 * A gallery and a file that it was written to or read from: {@code likeness gallery backup}, {@code restore}, {@code export} and
 * {@code import}.
 *
 * @param gallery     the gallery's file
 * @param file        the other file
 * @param peopleCount people in it
 * @param faceCount   faces in it
 */
public record GalleryFileAnswer(String gallery, String file, long peopleCount, long faceCount) implements Answer {}

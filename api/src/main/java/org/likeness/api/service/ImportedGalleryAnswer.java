package org.likeness.api.service;

import org.likeness.api.Answer;

/**
 * What was added to a gallery from an exported file.
 *
 * @param gallery       its name
 * @param importedCount people who were added
 * @param peopleCount   people in it now
 * @param faceCount     faces in it now
 */
public record ImportedGalleryAnswer(String gallery, long importedCount, long peopleCount, long faceCount)
        implements Answer {}

package org.likeness.api.data;

import org.likeness.api.Answer;

/**
 * Synthetic people written to a folder: {@code likeness data synth}.
 *
 * @param folder               the folder
 * @param peopleCount          people
 * @param pictureCount         pictures of all people
 * @param existingPictureCount pictures that an earlier command had written
 * @param pictureSize          width and height in pixels
 * @param seed                 of the people
 * @param firstPerson          number of the first person
 * @param format               {@code png} or {@code jpg}
 */
public record SynthAnswer(
        String folder,
        int peopleCount,
        int pictureCount,
        int existingPictureCount,
        int pictureSize,
        long seed,
        long firstPerson,
        String format)
        implements Answer {}

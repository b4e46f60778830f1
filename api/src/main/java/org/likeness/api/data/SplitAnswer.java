package org.likeness.api.data;

import org.likeness.api.Answer;

/**
 * Two lists of people: {@code likeness data split}.
 *
 * @param training people to train on
 * @param heldBack people to measure on
 * @param seed     of the draw
 */
public record SplitAnswer(PeopleFile training, PeopleFile heldBack, long seed) implements Answer {
    /**
     * A list of people.
     *
     * @param file         its file
     * @param peopleCount  people in it
     * @param pictureCount their pictures
     */
    public record PeopleFile(String file, int peopleCount, int pictureCount) {}
}

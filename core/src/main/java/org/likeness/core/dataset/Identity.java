package org.likeness.core.dataset;

import java.util.List;

/**
 * A person, or whatever else is to be recognised, with the pictures there are of it.
 *
 * @param name     unique in its data set
 * @param pictures at least one
 */
public record Identity(String name, List<Picture> pictures) {
    public Identity {
        if (pictures.isEmpty()) {
            throw new IllegalArgumentException("identity \"%s\" has no picture: it needs at least one".formatted(name));
        }
        pictures = pictures instanceof NumberedPictures ? pictures : List.copyOf(pictures);
    }

    /** Whether a triplet's anchor and positive can come from here: there are two pictures or more. */
    public boolean givesPositives() {
        return pictures.size() >= 2;
    }
}

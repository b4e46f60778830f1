package org.likeness.core.dataset;

import java.util.List;
import java.util.Locale;
import org.likeness.core.file.CanonicalName;

/**
 * A person, or another object to be recognized, with its pictures.
 *
 * @param name     unique in its data set; converted to {@link CanonicalName}'s form
 * @param pictures at least one
 */
public record Identity(String name, List<Picture> pictures) {
    public Identity {
        name = CanonicalName.of(name);
        if (pictures.isEmpty()) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "identity \"%s\" has no picture: it needs at least one", name));
        }
        pictures = pictures instanceof ComputedPictures ? pictures : List.copyOf(pictures);
    }

    /** Whether a triplet's anchor and positive can come from here: there are two pictures or more. */
    public boolean givesPositives() {
        return pictures.size() >= 2;
    }
}

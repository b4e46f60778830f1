package org.likeness.core.dataset.synthetic;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.likeness.core.dataset.Picture;
import org.likeness.core.image.FaceImage;

/** A picture that is rendered when it is decoded. */
record SyntheticPicture(SyntheticPeople people, long person, long picture, String name) implements Picture {
    @Override
    public FaceImage decode() {
        return people.render(person, picture);
    }

    /** What determines the pixels, instead of the pixels: a large set is hashed without being rendered. */
    @Override
    public byte[] content() {
        return String.format(Locale.ROOT, "%s, person %d, picture %d", people, person, picture)
                .getBytes(StandardCharsets.UTF_8);
    }
}

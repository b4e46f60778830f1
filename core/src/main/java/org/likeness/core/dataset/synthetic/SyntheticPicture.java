package org.likeness.core.dataset.synthetic;

import org.likeness.core.dataset.Picture;
import org.likeness.core.image.FaceImage;

/** A picture that is rendered whenever it is decoded. */
record SyntheticPicture(SyntheticPeople people, long person, long picture, String name) implements Picture {
    @Override
    public FaceImage decode() {
        return people.render(person, picture);
    }
}

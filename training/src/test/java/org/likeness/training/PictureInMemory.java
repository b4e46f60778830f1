package org.likeness.training;

import java.util.List;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.image.FaceImage;

/**
 * A picture that is decoded already.
 *
 * @param name  within the data set
 * @param image what it shows
 */
public record PictureInMemory(String name, FaceImage image) implements Picture {
    @Override
    public FaceImage decode() {
        return image;
    }

    /** The same people with their pictures decoded, so that runs of a few steps do not spend their time on that. */
    public static FaceDataset all(FaceDataset people) {
        List<Identity> identities = people.identities().stream()
                .map(identity -> new Identity(
                        identity.name(),
                        identity.pictures().stream()
                                .<Picture>map(picture -> new PictureInMemory(picture.name(), picture.decode()))
                                .toList()))
                .toList();
        return new FaceDataset(people.name(), identities);
    }
}

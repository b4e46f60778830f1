package org.likeness.training;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.codec.UnreadablePictureException;

/**
 * A picture whose bytes can be read, but not decoded.
 *
 * @param name within the data set
 */
public record BrokenPicture(String name) implements Picture {
    @Override
    public FaceImage decode() {
        throw new UnreadablePictureException(name, "truncated JPEG at byte 7");
    }

    @Override
    public byte[] content() {
        return name.getBytes(StandardCharsets.UTF_8);
    }

    /** The same people, with some pictures broken. */
    public static FaceDataset among(FaceDataset people, Set<String> broken) {
        List<Identity> identities = new ArrayList<>();
        for (Identity identity : people.identities()) {
            identities.add(new Identity(
                    identity.name(),
                    identity.pictures().stream()
                            .map(picture ->
                                    broken.contains(picture.name()) ? new BrokenPicture(picture.name()) : picture)
                            .toList()));
        }
        return new FaceDataset(people.name(), identities);
    }
}

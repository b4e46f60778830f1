package org.likeness.core.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.likeness.core.image.FaceImage;

/**
 * Several data sets as one. Identities are not merged across them: names are prefixed with the number of the data set, so that equal names
 * stay different people.
 */
public final class JoinedDataset {
    private JoinedDataset() {}

    /**
     * Joins data sets; a single one stays as it is.
     *
     * @param parts at least one
     */
    public static FaceDataset of(List<FaceDataset> parts) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        List<Identity> identities = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            String prefix = (i + 1) + ":";
            for (Identity identity : parts.get(i).identities()) {
                List<Picture> own = identity.pictures();
                identities.add(new Identity(
                        prefix + identity.name(),
                        new ComputedPictures(own.size(), number -> prefixed(prefix, own.get(number)))));
            }
        }
        String name = parts.stream().map(FaceDataset::name).collect(Collectors.joining(" + "));
        return new FaceDataset(name, identities);
    }

    private static Picture prefixed(String prefix, Picture picture) {
        return new PrefixedPicture(prefix + picture.name(), picture);
    }

    private record PrefixedPicture(String name, Picture picture) implements Picture {
        @Override
        public FaceImage decode() {
            return picture.decode();
        }

        @Override
        public byte[] content() {
            return picture.content();
        }

        @Override
        public Optional<String> shard() {
            return picture.shard();
        }
    }
}

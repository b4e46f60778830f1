package org.likeness.core.dataset;

import java.util.ArrayList;
import java.util.List;
import org.likeness.core.concurrent.Workers;
import org.likeness.core.image.FaceImage;

/** A data set with all pictures in memory, for small sets that are read several times. */
public final class DecodedDataset {
    private DecodedDataset() {}

    /**
     * Decodes every picture once.
     *
     * @param threads that decode, at least 1
     * @return the same identities and names
     * @throws org.likeness.core.image.codec.UnreadablePictureException if a picture cannot be read
     */
    public static FaceDataset of(FaceDataset data, int threads) {
        List<Picture> pictures = data.identities().stream()
                .flatMap(identity -> identity.pictures().stream())
                .toList();
        List<Picture> decoded = new Workers(threads)
                .<Picture, Picture>map(
                        pictures, picture -> new DecodedPicture(picture.name(), picture.decode()), done -> {});
        List<Identity> identities = new ArrayList<>();
        int next = 0;
        for (Identity identity : data.identities()) {
            int end = next + identity.pictures().size();
            identities.add(new Identity(identity.name(), decoded.subList(next, end)));
            next = end;
        }
        return new FaceDataset(data.name(), identities);
    }

    /** Equal only to itself: comparing pixels would make a set of pictures slow. */
    private static final class DecodedPicture implements Picture {
        private final String name;
        private final FaceImage image;

        DecodedPicture(String name, FaceImage image) {
            this.name = name;
            this.image = image;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public FaceImage decode() {
            return image;
        }
    }
}

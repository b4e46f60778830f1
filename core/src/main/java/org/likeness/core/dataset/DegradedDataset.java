package org.likeness.core.dataset;

import org.likeness.core.image.FaceImage;

/** A data set whose pictures are degraded when they are decoded; names and people are unchanged. */
public final class DegradedDataset {
    private DegradedDataset() {}

    /** All pictures, each made worse. */
    public static FaceDataset of(FaceDataset data, Degradation degradation) {
        return new FaceDataset(
                data.name(),
                data.identities().stream()
                        .map(identity -> new Identity(
                                identity.name(),
                                identity.pictures().stream()
                                        .<Picture>map(picture -> new Worse(picture, degradation))
                                        .toList()))
                        .toList());
    }

    private record Worse(Picture picture, Degradation degradation) implements Picture {
        @Override
        public String name() {
            return picture.name();
        }

        @Override
        public FaceImage decode() {
            return degradation.of(picture.decode());
        }
    }
}

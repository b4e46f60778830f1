package org.likeness.training;

import java.util.concurrent.atomic.AtomicInteger;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.image.FaceImage;

/** Pictures that count how often any of them is decoded. */
final class CountedPictures {
    private CountedPictures() {}

    static FaceDataset of(FaceDataset data, AtomicInteger count) {
        return new FaceDataset(
                data.name(),
                data.identities().stream()
                        .map(identity -> new Identity(
                                identity.name(),
                                identity.pictures().stream()
                                        .<Picture>map(picture -> new Counted(picture, count))
                                        .toList()))
                        .toList());
    }

    private record Counted(Picture picture, AtomicInteger count) implements Picture {
        @Override
        public String name() {
            return picture.name();
        }

        @Override
        public FaceImage decode() {
            count.incrementAndGet();
            return picture.decode();
        }

        @Override
        public byte[] content() {
            return picture.content();
        }
    }
}

package org.likeness.spark.embed;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.likeness.core.acquisition.Acquisition;
import org.likeness.core.acquisition.FaceAcquirer;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.FivePointTemplate;

/** Takes pictures as aligned faces, and counts those whose size shows that they are none. */
final class UnalignedPictures implements FaceAcquirer {
    private final EncoderSpec spec;
    private final AtomicInteger count = new AtomicInteger();

    UnalignedPictures(EncoderSpec spec) {
        this.spec = spec;
    }

    @Override
    public List<Acquisition> acquire(FaceImage picture) {
        boolean fits = picture.width() == spec.inputWidth() && picture.height() == spec.inputHeight();
        if (!fits && spec.crop() instanceof FivePointTemplate) {
            count.incrementAndGet();
        }
        return WHOLE.acquire(picture);
    }

    int count() {
        return count.get();
    }

    @Override
    public void close() {}
}

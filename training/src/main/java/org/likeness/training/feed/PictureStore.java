package org.likeness.training.feed;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.likeness.core.UserException;
import org.likeness.core.dataset.Picture;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.image.CropFraction;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.Resampler;
import org.likeness.core.image.UnreadablePictureException;

/**
 * Decodes pictures and cuts out the face with a margin, a little finer than the encoder's input. What was cut stays in
 * memory while there is room, so that a file is decoded once; whether it stays changes nothing but the time.
 */
public final class PictureStore {
    /** Pixels of a stored picture to one of the input: bilinear sampling loses little, memory is the square of it. */
    private static final double FINER = 1.5;

    private static final int OVERHEAD = 120; // bytes of the objects around a picture's pixels

    private final EncoderSpec spec;
    private final double margin;
    private final CropFraction part;
    private final SkippedPictures skipped;
    private final AtomicLong room;
    private final Map<String, FaceImage> stored = new ConcurrentHashMap<>();
    private final Set<String> unreadable = ConcurrentHashMap.newKeySet();

    /**
     * @param spec    the encoder's
     * @param margin  how much wider and higher than its crop the pictures are to be, 1 or more
     * @param bytes   of memory for pictures
     * @param skipped is told of unreadable ones
     * @throws UserException if crop and margin together are more than twice the picture
     */
    public PictureStore(EncoderSpec spec, double margin, long bytes, SkippedPictures skipped) {
        this.spec = spec;
        this.margin = margin;
        this.part = widened(spec.crop() instanceof CropFraction crop ? crop : CropFraction.WHOLE, margin);
        this.skipped = skipped;
        this.room = new AtomicLong(bytes);
    }

    private static CropFraction widened(CropFraction crop, double margin) {
        try {
            return new CropFraction(crop.centreX(), crop.centreY(), crop.width() * margin, crop.height() * margin);
        } catch (IllegalArgumentException e) {
            throw new UserException(
                    "data.crop %s is too wide for this augmentation: with the room to shift, scale and turn it is %.2f times as wide and high, and at most twice the picture is allowed"
                            .formatted(crop, margin),
                    e);
        }
    }

    /**
     * The face with its margin.
     *
     * @return nothing if the picture cannot be read
     */
    public Optional<FaceImage> wide(Picture picture) {
        FaceImage known = stored.get(picture.name());
        if (known != null) {
            return Optional.of(known);
        }
        if (unreadable.contains(picture.name())) {
            return Optional.empty();
        }
        try {
            FaceImage wide = cut(picture.decode());
            keep(picture.name(), wide);
            return Optional.of(wide);
        } catch (UnreadablePictureException e) {
            unreadable.add(picture.name());
            skipped.add(picture.name(), e);
            return Optional.empty();
        }
    }

    private void keep(String name, FaceImage wide) {
        long bytes = (long) wide.rgb().length + OVERHEAD;
        if (room.addAndGet(-bytes) < 0 || stored.putIfAbsent(name, wide) != null) {
            room.addAndGet(bytes);
        }
    }

    private FaceImage cut(FaceImage whole) {
        int width = side(spec.inputWidth(), whole.width() * part.width());
        int height = side(spec.inputHeight(), whole.height() * part.height());
        return Resampler.crop(whole, part, width, height);
    }

    /** No finer than the picture itself. */
    private int side(int input, double pixels) {
        return (int) Math.max(1, Math.rint(Math.min(input * margin * FINER, pixels)));
    }
}

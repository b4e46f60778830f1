package org.likeness.training.loader;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.likeness.core.dataset.Picture;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.codec.UnreadablePictureException;

/**
 * Provides pictures for the augmenter: decoded and cropped once, then, as far as possible, from a {@link CropStore}. The cache affects only
 * the time.
 */
public final class PictureStore {
    private final PaddedCrop cut;
    private final CropStore crops;
    private final SkippedPictures skipped;
    private final ShardReadahead readahead;
    private final Set<String> unreadable = ConcurrentHashMap.newKeySet();

    /**
     * @param cut     what is taken of each picture
     * @param crops   caches the crops; closed by its creator
     * @param skipped receives unreadable pictures
     */
    public PictureStore(PaddedCrop cut, CropStore crops, SkippedPictures skipped) {
        this(cut, crops, skipped, new ShardReadahead(0));
    }

    /**
     * A store of pictures in shards that are read in sequence.
     *
     * @param cut       what is taken of each picture
     * @param crops     caches the crops; closed by its creator
     * @param skipped   receives unreadable pictures
     * @param readahead reads the shard of a picture that is not cached
     */
    public PictureStore(PaddedCrop cut, CropStore crops, SkippedPictures skipped, ShardReadahead readahead) {
        this.readahead = readahead;
        this.cut = cut;
        this.crops = crops;
        this.skipped = skipped;
    }

    /**
     * The face with its margin.
     *
     * @return nothing if the picture cannot be read
     * @throws org.likeness.core.LikenessException if it cannot be kept
     */
    public Optional<FaceImage> wide(Picture picture) {
        String name = picture.name();
        Optional<FaceImage> kept = crops.find(name);
        if (kept.isPresent() || unreadable.contains(name)) {
            return kept;
        }
        readahead.before(picture);
        try {
            FaceImage wide = cut.of(picture.decode());
            crops.keep(name, wide);
            return Optional.of(wide);
        } catch (UnreadablePictureException e) {
            unreadable.add(name);
            skipped.add(name, e);
            return Optional.empty();
        }
    }
}

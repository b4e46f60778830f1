package org.likeness.training.feed;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.likeness.core.UserException;
import org.likeness.core.dataset.Batch;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Picture;
import org.likeness.core.dataset.PkSampler;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.image.Augmenter;
import org.likeness.core.image.FaceImage;

/**
 * Makes the batch of a step. What comes out is a function of the data, the recipe and the step; several threads may make
 * batches at once.
 */
public final class BatchMaker {
    private static final int TRIES = 1000; // draws of a picture in an unreadable one's place

    private final FaceDataset data;
    private final PkSampler sampler;
    private final PictureStore store;
    private final Augmenter augmenter;
    private final EncoderSpec spec;
    private final long seed;

    /**
     * @param data      what the sampler draws from
     * @param sampler   of identities and pictures
     * @param store     of pictures with the augmenter's margin
     * @param augmenter for the encoder's input size
     * @param spec      the encoder's
     * @param seed      the run's
     */
    public BatchMaker(
            FaceDataset data, PkSampler sampler, PictureStore store, Augmenter augmenter, EncoderSpec spec, long seed) {
        this.data = data;
        this.sampler = sampler;
        this.store = store;
        this.augmenter = augmenter;
        this.spec = spec;
        this.seed = seed;
    }

    /**
     * The batch of a step.
     *
     * @throws UserException if so many pictures are unreadable that none is found in one's place
     */
    public FeedBatch make(long step) {
        List<Batch.Entry> entries = sampler.sample(step).entries();
        Set<String> taken = new HashSet<>();
        entries.forEach(entry -> taken.add(entry.picture().name()));
        List<FaceImage> faces = new ArrayList<>();
        int[] labels = new int[entries.size()];
        for (int slot = 0; slot < labels.length; slot++) {
            Face face = face(entries.get(slot), taken, step, slot);
            labels[slot] = face.identity();
            RandomGenerator random = DrawSeed.AUGMENTATION.generator(seed, step, slot);
            faces.add(augmenter.augment(face.wide(), random));
        }
        return new FeedBatch(step, faces, labels, spec);
    }

    private record Face(int identity, FaceImage wide) {}

    private Face face(Batch.Entry entry, Set<String> taken, long step, int slot) {
        Optional<FaceImage> wide = store.wide(entry.picture());
        return wide.isPresent()
                ? new Face(entry.identity(), wide.get())
                : inPlaceOf(entry, taken, DrawSeed.REPLACEMENT.generator(seed, step, slot));
    }

    /** Another picture of the same identity; where there is none left, one of anybody, drawn at random. */
    private Face inPlaceOf(Batch.Entry entry, Set<String> taken, RandomGenerator random) {
        for (Picture other : data.identities().get(entry.identity()).pictures()) {
            Optional<FaceImage> wide = taken.contains(other.name()) ? Optional.empty() : store.wide(other);
            if (wide.isPresent()) {
                taken.add(other.name());
                return new Face(entry.identity(), wide.get());
            }
        }
        for (int i = 0; i < TRIES; i++) {
            int identity = random.nextInt(data.identities().size());
            List<Picture> pictures = data.identities().get(identity).pictures();
            Picture other = pictures.get(random.nextInt(pictures.size()));
            Optional<FaceImage> wide = taken.contains(other.name()) ? Optional.empty() : store.wide(other);
            if (wide.isPresent()) {
                taken.add(other.name());
                return new Face(identity, wide.get());
            }
        }
        throw new UserException(
                "%s cannot be read, and no readable picture was found in its place: look at the data with likeness data inspect"
                        .formatted(entry.picture().name()));
    }
}

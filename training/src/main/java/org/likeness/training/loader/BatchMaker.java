package org.likeness.training.loader;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.random.RandomGenerator;
import org.likeness.core.LikenessException;
import org.likeness.core.Remedy;
import org.likeness.core.dataset.Batch;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.dataset.PictureNumbers;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.image.Augmentation;
import org.likeness.core.image.FaceImage;
import org.likeness.core.random.DrawSeed;
import org.likeness.training.distributed.Share;

/** Prepares the batch of a step: a function of data, recipe and step. Thread-safe. */
public final class BatchMaker {
    private static final int TRIES = 1000; // draws of a picture in an unreadable one's place

    private final FaceDataset data;
    private final PictureNumbers numbers;
    private final LongFunction<Batch> sampler;
    private final PictureStore store;
    private final Augmentation augmentation;
    private final EncoderSpec spec;
    private final long seed;
    private final Share share;

    /**
     * @param data      what the sampler draws from
     * @param sampler   gives the identities and pictures of a step; may be called by several threads
     * @param store     of pictures with the margin of the augmentation
     * @param augmentation for the encoder's input size
     * @param spec      the encoder's
     * @param seed      the run's
     * @param share     of the rows of each batch: only their pictures are decoded
     */
    public BatchMaker(
            FaceDataset data,
            LongFunction<Batch> sampler,
            PictureStore store,
            Augmentation augmentation,
            EncoderSpec spec,
            long seed,
            Share share) {
        this.data = data;
        this.numbers = new PictureNumbers(data);
        this.sampler = sampler;
        this.store = store;
        this.augmentation = augmentation;
        this.spec = spec;
        this.seed = seed;
        this.share = share;
    }

    /**
     * This rank's rows of the batch of a step, in their order.
     *
     * @throws IllegalArgumentException if the sampler gives pictures that the data set does not have, or the augmentation pictures of
     *     another size
     * @throws LikenessException if so many pictures are unreadable that none is found in one's place
     */
    public LoadedBatch make(long step) {
        List<Batch.Entry> entries = sampler.apply(step).entries();
        requireForAll(entries.size());
        Set<String> taken = new HashSet<>();
        for (Batch.Entry entry : entries) {
            requireOfData(entry, step);
            taken.add(entry.picture().name());
        }
        List<FaceImage> faces = new ArrayList<>();
        int[] slots = share.rows(entries.size());
        int[] labels = new int[slots.length];
        int[] pictures = new int[slots.length];
        for (int row = 0; row < slots.length; row++) {
            int slot = slots[row];
            Face face = face(entries.get(slot), taken, step, slot);
            labels[row] = face.identity();
            pictures[row] = numbers.at(face.identity(), face.place());
            RandomGenerator random = DrawSeed.AUGMENTATION.generator(seed, step, slot);
            faces.add(ofInputSize(augmentation.augment(face.wide(), random)));
        }
        return new LoadedBatch(faces, new BatchLabels(step, labels, pictures), spec);
    }

    private void requireForAll(int batch) {
        if (share.size() > 1 && batch < 2 * share.size()) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "a batch of %d pictures for %d processes: each needs two for its batch statistics; take larger batches or fewer processes",
                    batch,
                    share.size()));
        }
    }

    private void requireOfData(Batch.Entry entry, long step) {
        List<Identity> identities = data.identities();
        boolean known = entry.identity() >= 0 && entry.identity() < identities.size();
        List<Picture> own = known ? identities.get(entry.identity()).pictures() : List.of();
        known = entry.place() >= 0
                && entry.place() < own.size()
                && own.get(entry.place()).name().equals(entry.picture().name());
        if (!known) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "the batch of step %d has %s as picture %d of identity %d, which the training set has not",
                    step,
                    entry.picture().name(),
                    entry.place(),
                    entry.identity()));
        }
    }

    private FaceImage ofInputSize(FaceImage face) {
        if (face.width() != spec.inputWidth() || face.height() != spec.inputHeight()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "the augmentation gives a picture of %d×%d pixels: the encoder takes %d×%d",
                    face.width(),
                    face.height(),
                    spec.inputWidth(),
                    spec.inputHeight()));
        }
        return face;
    }

    private record Face(int identity, int place, FaceImage wide) {}

    private Face face(Batch.Entry entry, Set<String> taken, long step, int slot) {
        Optional<FaceImage> wide = store.wide(entry.picture());
        return wide.isPresent()
                ? new Face(entry.identity(), entry.place(), wide.get())
                : inPlaceOf(entry, taken, DrawSeed.REPLACEMENT.generator(seed, step, slot));
    }

    /** Another picture of the same identity; where there is none left, one of anybody, drawn at random. */
    private Face inPlaceOf(Batch.Entry entry, Set<String> taken, RandomGenerator random) {
        List<Picture> own = data.identities().get(entry.identity()).pictures();
        for (int place = 0; place < own.size(); place++) {
            Optional<Face> face = face(entry.identity(), place, taken);
            if (face.isPresent()) {
                return face.get();
            }
        }
        for (int i = 0; i < TRIES; i++) {
            int identity = random.nextInt(data.identities().size());
            int place =
                    random.nextInt(data.identities().get(identity).pictures().size());
            Optional<Face> face = face(identity, place, taken);
            if (face.isPresent()) {
                return face.get();
            }
        }
        throw new LikenessException(
                LikenessException.Kind.UNAVAILABLE,
                String.format(
                        Locale.ROOT,
                        "%s cannot be read, and no readable picture was found in its place",
                        entry.picture().name()),
                new Remedy(Remedy.Action.INSPECT_DATA));
    }

    /** A picture that can be read and is not in the batch yet. */
    private Optional<Face> face(int identity, int place, Set<String> taken) {
        Picture picture = data.identities().get(identity).pictures().get(place);
        Optional<FaceImage> wide = taken.contains(picture.name()) ? Optional.empty() : store.wide(picture);
        wide.ifPresent(image -> taken.add(picture.name()));
        return wide.map(image -> new Face(identity, place, image));
    }
}

package org.likeness.core.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.likeness.core.algebra.Vectors;
import org.likeness.core.dataset.DatasetInspection;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.image.Drawings;
import org.likeness.core.image.FaceImage;

/** Made-up people on the sphere: each picture is its person's direction with noise, normal in every dimension. */
final class Clusters {
    static final int DIMENSION = 64;
    private static final double NOISE = 0.07; // pictures of one person some 0.5 apart, of two people 2

    private final SplittableRandom random;
    private final Map<Picture, float[]> embeddings = new HashMap<>();

    Clusters(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** A picture that nobody can decode twice alike but itself. */
    record Drawn(String name, long seed) implements Picture {
        @Override
        public FaceImage decode() {
            return Drawings.smooth(32, 32, new SplittableRandom(seed));
        }
    }

    /** A new person's direction. */
    float[] person() {
        float[] direction = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            direction[i] = (float) random.nextGaussian();
        }
        return Vectors.unit(direction);
    }

    /** A picture of somebody. */
    Picture picture(String name, float[] person) {
        float[] embedding = person.clone();
        for (int i = 0; i < DIMENSION; i++) {
            embedding[i] += (float) (NOISE * random.nextGaussian());
        }
        Picture picture = new Drawn(name, random.nextLong());
        embeddings.put(picture, Vectors.unit(embedding));
        return picture;
    }

    /** Pictures of somebody under a name. */
    List<Picture> pictures(String name, float[] person, int count) {
        List<Picture> pictures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pictures.add(picture(String.format(Locale.ROOT, "%s/%d", name, i), person));
        }
        return pictures;
    }

    /** Strangers, each with so many pictures. */
    List<Identity> strangers(String prefix, int people, int pictures) {
        List<Identity> strangers = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            String name = prefix + i;
            strangers.add(new Identity(name, pictures(name, person(), pictures)));
        }
        return strangers;
    }

    Optional<float[]> embedding(Picture picture) {
        return Optional.ofNullable(embeddings.get(picture));
    }

    /** The audit of one or two lists of people; nothing is decoded but what is near. */
    Audit audit(List<Identity> first, List<Identity> second, int threads) {
        AuditedSets sets = AuditedSets.of(
                new FaceDataset("first", first),
                second.isEmpty() ? Optional.empty() : Optional.of(new FaceDataset("second", second)));
        DatasetInspection inspection = DatasetInspection.of(sets.joined(), 2, done -> {});
        return Audit.of(sets, inspection, this::embedding, 0.05, threads, done -> {});
    }
}

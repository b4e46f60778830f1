package org.likeness.core.evaluation.baseline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import org.likeness.core.LikenessException;
import org.likeness.core.algebra.Vectors;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.embedding.FaceEncoder;
import org.likeness.core.embedding.picture.PictureEmbeddings;
import org.likeness.core.image.FaceImage;

/**
 * The classical baseline: Fisherfaces. Pixels are projected onto their principal components, and then onto the directions with the largest
 * ratio of between-person to within-person variance, and normalized to length 1. (Belhumeur,
 * Hespanha and Kriegman, "Eigenfaces vs. Fisherfaces", PAMI 1997.)
 */
public final class FisherfaceEncoder implements FaceEncoder {
    // of 16×16 pixels; on synthetic people 250 and 60 verified better than 150 and 100
    private static final int COMPONENTS = 250;
    private static final int DIRECTIONS = 60;

    private final PixelEncoder pixels;
    private final LinearDiscriminants discriminants;
    private final EncoderId space;
    private final String origin;

    private FisherfaceEncoder(PixelEncoder pixels, LinearDiscriminants discriminants, String origin) {
        this.pixels = pixels;
        this.discriminants = discriminants;
        this.origin = origin;
        space = Spaces.of("Fisherfaces on " + pixels.space() + " " + discriminants.digest());
    }

    /**
     * Learns the directions.
     *
     * @param training people whom nothing is measured on later; those with one picture are left out, and so are
     *                 pictures that cannot be read
     * @param pixels   what the directions are learned on
     * @param progress receives the number of pictures read so far
     * @throws LikenessException if there are fewer than two people with two readable pictures
     */
    public static FisherfaceEncoder fit(FaceDataset training, PixelEncoder pixels, IntConsumer progress) {
        List<Picture> pictures = training.identities().stream()
                .filter(Identity::givesPositives)
                .flatMap(identity -> identity.pictures().stream())
                .toList();
        PictureEmbeddings vectors = PictureEmbeddings.of(pictures, pixels, progress);
        List<float[][]> people = new ArrayList<>();
        for (Identity identity : training.identities()) {
            float[][] readable = identity.pictures().stream()
                    .flatMap(picture -> vectors.of(picture).stream())
                    .toArray(float[][]::new);
            if (readable.length >= 2) {
                people.add(readable);
            }
        }
        if (people.size() < 2) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "%s has %d people with two readable pictures: Fisherfaces need two such people or more",
                    training.name(),
                    people.size()));
        }
        return new FisherfaceEncoder(
                pixels,
                LinearDiscriminants.of(people, COMPONENTS, DIRECTIONS),
                String.format(Locale.ROOT, "Fisherfaces of %,d people of %s", people.size(), training.name()));
    }

    @Override
    public EncoderSpec spec() {
        return pixels.spec(discriminants.count(), origin);
    }

    @Override
    public EncoderId space() {
        return space;
    }

    @Override
    public List<Embedding> embed(List<FaceImage> faces) {
        return pixels.embed(faces).stream()
                .map(pixel -> new Embedding(space, Vectors.unit(discriminants.project(pixel.values()))))
                .toList();
    }

    @Override
    public void close() {}
}

package org.likeness.bench;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;
import org.likeness.gallery.FaceId;
import org.likeness.gallery.NewFace;
import org.likeness.gallery.PersonCopy;
import org.likeness.gallery.PersonDetails;
import org.likeness.gallery.PersonId;
import org.likeness.gallery.store.SqliteGallery;

/**
 * Fills a gallery in a file that has a face already with people of one face each, at random places of the sphere, where an encoder puts
 * strangers. Arguments: the file, the number of people, and that of an embedding's components.
 */
public final class FilledGallery {
    private static final long SEED = 7;
    private static final int FIRST = 1_000; // ids beyond those that are there

    private FilledGallery() {}

    public static void main(String[] arguments) {
        int dimension = Integer.parseInt(arguments[2]);
        Random random = new Random(SEED);
        try (SqliteGallery gallery = SqliteGallery.open(Path.of(arguments[0]))) {
            EncoderId space = gallery.space();
            gallery.add(IntStream.range(FIRST, FIRST + Integer.parseInt(arguments[1]))
                    .mapToObj(number -> person(number, new Embedding(space, point(random, dimension))))
                    .iterator());
        }
    }

    private static PersonCopy person(int number, Embedding embedding) {
        NewFace face = NewFace.of(embedding, number + ".jpg");
        return new PersonCopy(
                new PersonId(number),
                PersonDetails.named("person " + number),
                Instant.EPOCH,
                List.of(new PersonCopy.FaceCopy(new FaceId(number), face, List.of(), Instant.EPOCH)));
    }

    private static float[] point(Random random, int dimension) {
        double[] drawn =
                random.doubles(dimension).map(any -> random.nextGaussian()).toArray();
        double length = Math.sqrt(IntStream.range(0, dimension)
                .mapToDouble(i -> drawn[i] * drawn[i])
                .sum());
        float[] point = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            point[i] = (float) (drawn[i] / length);
        }
        return point;
    }
}

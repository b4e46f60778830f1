package org.likeness.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.embedding.Distance;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;
import org.likeness.gallery.FaceId;
import org.likeness.gallery.GalleryIndex;
import org.likeness.gallery.NewFace;
import org.likeness.gallery.PersonCopy;
import org.likeness.gallery.PersonDetails;
import org.likeness.gallery.PersonId;
import org.likeness.gallery.store.SqliteGallery;

/**
 * A gallery in a file: the first answer, each further one, many from several threads, enrolling, and, as the peer, an answer that reads the
 * whole gallery and compares every embedding.
 */
public final class GalleryBenchmark {
    private static final int DIMENSION = 128;
    private static final int SEARCHES = 1000;
    private static final int THREADS = 8;
    private static final int ROUNDS = 9;
    private static final EncoderId SPACE = new EncoderId("5".repeat(64));

    private GalleryBenchmark() {}

    /** @param arguments an empty folder and the number of faces */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Path file = folder.resolve("gallery.db");
        ClusteredFaces faces =
                new ClusteredFaces(folder.resolve("faces"), Integer.parseInt(arguments[1]), DIMENSION, 0);
        List<Embedding> probes = Arrays.stream(faces.probes(SEARCHES))
                .map(probe -> new Embedding(SPACE, probe))
                .toList();
        print("Java %s, %,d faces, %d numbers each", System.getProperty("java.version"), faces.count(), DIMENSION);
        long start = System.nanoTime();
        try (SqliteGallery gallery = SqliteGallery.open(file, SPACE, FaceExtraction.CUT_OUT)) {
            gallery.add(people(faces));
        }
        print("import, one change: %.1f s", milliseconds(start) / 1000);
        print("file: %.0f MB", Files.size(file) / 1e6);
        try (SqliteGallery gallery = SqliteGallery.open(file)) {
            print(
                    "an answer by reading all and comparing each: p50 %.0f ms",
                    median(ROUNDS, i -> {
                        double[] nearest = {Double.POSITIVE_INFINITY};
                        gallery.visit(
                                gallery.space(),
                                (face, person, vector) -> nearest[0] = Math.min(
                                        nearest[0],
                                        Distance.SQUARED_EUCLIDEAN.between(
                                                probes.get(i).values(), vector)));
                    }));
        }
        print(
                "open, read the index, one answer: p50 %.0f ms",
                median(ROUNDS, i -> {
                    try (SqliteGallery gallery = SqliteGallery.open(file)) {
                        new GalleryIndex(gallery).nearest(probes.get(i), 1);
                    }
                }));
        try (SqliteGallery gallery = SqliteGallery.open(file)) {
            GalleryIndex index = new GalleryIndex(gallery);
            index.nearest(probes.get(0), 1);
            print("a further answer: p50 %.2f ms", median(SEARCHES, i -> index.nearest(probes.get(i), 1)));
            start = System.nanoTime();
            manyAtOnce(index, probes);
            print("%,d answers from %d threads: %.0f ms", SEARCHES, THREADS, milliseconds(start));
            print(
                    "enrolling a face, durable: p50 %.2f ms",
                    median(
                            100,
                            i -> gallery.enroll(
                                    PersonDetails.named("new"), List.of(NewFace.of(probes.get(i), "new.jpg")))));
            print(
                    "an answer after a change: p50 %.2f ms",
                    medianOf(100, i -> {
                        gallery.enroll(PersonDetails.named("new"), List.of(NewFace.of(probes.get(100 + i), "new.jpg")));
                        long asked = System.nanoTime();
                        index.nearest(probes.get(100 + i), 1);
                        return milliseconds(asked);
                    }));
        }
        print("peak of the process's memory: %.0f MB", ProcessMemory.peak());
    }

    private static void manyAtOnce(GalleryIndex index, List<Embedding> probes) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> all = new ArrayList<>();
            probes.forEach(probe -> all.add(threads.submit(() -> index.nearest(probe, 1))));
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static Iterator<PersonCopy> people(ClusteredFaces faces) {
        int each = ClusteredFaces.FACES_OF_A_PERSON;
        return IntStream.range(0, faces.count() / each)
                .mapToObj(person -> new PersonCopy(
                        new PersonId(person + 1L),
                        PersonDetails.named("person " + person),
                        Instant.EPOCH,
                        IntStream.range(person * each, (person + 1) * each)
                                .mapToObj(face -> new PersonCopy.FaceCopy(
                                        new FaceId(face + 1L),
                                        NewFace.of(new Embedding(SPACE, faces.vector(face)), face + ".jpg"),
                                        List.of(),
                                        Instant.EPOCH))
                                .toList()))
                .iterator();
    }

    /** Something that is timed by itself. */
    private interface Timed {
        double milliseconds(int round);
    }

    /** Something that is timed. */
    private interface Work {
        void round(int round);
    }

    private static double median(int rounds, Work work) {
        return medianOf(rounds, round -> {
            long start = System.nanoTime();
            work.round(round);
            return milliseconds(start);
        });
    }

    private static double medianOf(int rounds, Timed timed) {
        double[] all = IntStream.range(0, rounds)
                .mapToDouble(timed::milliseconds)
                .sorted()
                .toArray();
        return all[rounds / 2];
    }

    private static double milliseconds(long start) {
        return (System.nanoTime() - start) / 1e6;
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}

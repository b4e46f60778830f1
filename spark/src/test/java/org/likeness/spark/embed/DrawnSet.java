package org.likeness.spark.embed;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;
import org.likeness.core.search.EmbeddedPictures;
import org.likeness.export.PeopleEmbeddingsFile;
import org.likeness.spark.part.SetPart;

/** An embedded set of faces that were drawn: each person's lie about a point. */
public final class DrawnSet {
    private static final EncoderId SPACE = new EncoderId("ab".repeat(32));
    private static final double SPREAD = 0.5;

    private DrawnSet() {}

    /**
     * Writes it.
     *
     * @param sizes people of each part
     * @param each  faces of a person
     * @return the faces, labels in the order of {@code p0}, {@code p1}, …; pictures are {@code 0}, {@code 1}, …
     */
    public static EmbeddedPictures write(Path folder, long seed, List<Integer> sizes, int each, int dimension) {
        SplittableRandom random = new SplittableRandom(seed);
        List<List<PeopleEmbeddingsFile.Row>> parts = new ArrayList<>();
        int people = sizes.stream().mapToInt(Integer::intValue).sum();
        float[] all = new float[people * each * dimension];
        int[] labels = new int[people * each];
        int face = 0;
        for (int number = 0; number < sizes.size(); number++) {
            List<PeopleEmbeddingsFile.Row> rows = new ArrayList<>();
            for (int person = 0; person < sizes.get(number); person++) {
                int label = face / each;
                float[] center = gaussian(random, dimension);
                for (int i = 0; i < each; i++) {
                    float[] values = gaussian(random, dimension);
                    for (int place = 0; place < dimension; place++) {
                        values[place] = (float) (center[place] + SPREAD * values[place]);
                    }
                    System.arraycopy(values, 0, all, face * dimension, dimension);
                    labels[face] = label;
                    rows.add(row(String.valueOf(face), "p" + label, values));
                    face++;
                }
            }
            parts.add(rows);
        }
        write(folder, parts);
        return EmbeddedPictures.distinct(all, labels);
    }

    /** A face of a set. */
    public static PeopleEmbeddingsFile.Row row(String picture, String person, float[] embedding) {
        return new PeopleEmbeddingsFile.Row(picture, person, new Embedding(SPACE, embedding));
    }

    /** Writes a set of given faces, those of each part. */
    public static void write(Path folder, List<List<PeopleEmbeddingsFile.Row>> parts) {
        var target = EmbeddedSet.folder(folder);
        target.begin(new EmbeddedSet.Settings(1, SPACE.sha256(), false, "drawn", parts.size(), null));
        for (int number = 0; number < parts.size(); number++) {
            List<PeopleEmbeddingsFile.Row> rows = parts.get(number);
            var part = new SetPart(SetPart.name(number), "drawn", 1, number, number + 1);
            PeopleEmbeddingsFile.write(target.file(part), rows);
            double longest = rows.stream()
                    .mapToDouble(row -> squares(row.embedding().values()))
                    .max()
                    .orElse(0);
            target.write(new PartReport(
                    part, "folder", rows.size(), rows.size(), longest, List.of(), 0, List.of(), 0, null));
        }
    }

    private static double squares(float[] values) {
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        return squares;
    }

    private static float[] gaussian(SplittableRandom random, int dimension) {
        float[] values = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}

package org.likeness.spark.pairs;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.likeness.core.search.CellRows;
import org.likeness.core.search.EmbeddedPictures;
import org.likeness.spark.embed.LoadedPart;
import org.likeness.spark.part.PartGroup;

/**
 * The true nearest negatives of a sample, with their embeddings.
 *
 * @param count at most, of each face
 * @param faces of each face of the sample its nearest negatives, in order
 */
record SampledNegatives(int count, ArrayList<ArrayList<Negative>> faces) implements Serializable {
    /** A negative. */
    @SuppressWarnings("ArrayRecordComponent") // shared, to be read only
    record Negative(float distance, float[] embedding) implements Serializable {}

    /** Those of a group of parts. */
    static SampledNegatives in(PartGroup group, LoadedPart sample, int count) {
        LoadedPart others = LoadedPart.of(group);
        Negatives nearest = new Negatives(sample.size(), count);
        nearest.search(sample, CellRows.inOne(sample.size()), others, CellRows.inOne(others.size()), 0);
        ArrayList<ArrayList<Negative>> faces = new ArrayList<>();
        for (int row = 0; row < sample.size(); row++) {
            ArrayList<Negative> own = new ArrayList<>();
            for (int place = 0; place < nearest.found(row); place++) {
                own.add(new Negative(nearest.distance(row, place), others.embedding(nearest.other(row, place))));
            }
            faces.add(own);
        }
        return new SampledNegatives(count, faces);
    }

    /** The nearest of both. */
    SampledNegatives and(SampledNegatives more) {
        ArrayList<ArrayList<Negative>> both = new ArrayList<>();
        for (int face = 0; face < faces.size(); face++) {
            both.add(new ArrayList<>(Stream.concat(faces.get(face).stream(), more.faces.get(face).stream())
                    .sorted(Comparator.comparingDouble(Negative::distance))
                    .limit(count)
                    .toList()));
        }
        return new SampledNegatives(count, both);
    }

    /** The embeddings of each face's negatives. */
    List<EmbeddedPictures> embeddings() {
        return faces.stream()
                .map(own -> {
                    int dimension = own.isEmpty() ? 0 : own.get(0).embedding().length;
                    float[] rows = new float[own.size() * dimension];
                    IntStream.range(0, own.size())
                            .forEach(i -> System.arraycopy(own.get(i).embedding(), 0, rows, i * dimension, dimension));
                    return EmbeddedPictures.distinct(rows, new int[own.size()]);
                })
                .toList();
    }
}

package org.likeness.core.audit;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import org.likeness.core.search.EmbeddedPictures;

/**
 * Some faces, or centers of people, and the person who is truly nearest to each beside its own.
 *
 * @param rows   embeddings of length 1
 * @param people the nearest to each; −1 where there is nobody else
 */
@SuppressWarnings("ArrayRecordComponent") // moved between machines, and only read
public record SampledRows(float[] rows, int[] people) implements Serializable {
    /**
     * Compares rows with all centers.
     *
     * @param rows of length 1, each with the number of its own person as its label
     */
    public static SampledRows of(Distances distances, EmbeddedPictures rows, int threads) {
        return new SampledRows(
                rows.embeddings(),
                NearestOther.of(distances, rows.embeddings(), rows.labels(), threads)
                        .people());
    }

    /** All of some samples. */
    public static SampledRows joined(List<SampledRows> samples) {
        return new SampledRows(
                EmbeddedPictures.joined(
                                samples.stream().map(SampledRows::embeddings).toList())
                        .embeddings(),
                samples.stream()
                        .flatMapToInt(sample -> IntStream.of(sample.people))
                        .toArray());
    }

    EmbeddedPictures embeddings() {
        return EmbeddedPictures.distinct(rows, new int[people.length]);
    }

    /** Of each row the center of the nearest person, or nothing. */
    List<EmbeddedPictures> nearest(PeopleCenters centers) {
        return IntStream.of(people)
                .mapToObj(person ->
                        person < 0 ? EmbeddedPictures.distinct(new float[0], new int[0]) : centers.only(person))
                .toList();
    }
}

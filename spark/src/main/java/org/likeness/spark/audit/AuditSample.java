package org.likeness.spark.audit;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.likeness.core.audit.Distances;
import org.likeness.core.audit.NearPeople;
import org.likeness.core.audit.PeopleCenters;
import org.likeness.core.audit.SampledRows;
import org.likeness.core.search.EmbeddedPictures;
import org.likeness.spark.audit.AuditedPeople.Compared;
import org.likeness.spark.part.NumberRange;
import org.likeness.spark.part.PartGroup;
import org.likeness.training.libtorch.BlasProducts;

/**
 * Some people and some faces, compared with all people.
 *
 * @param counts how far the people are from all others
 * @param weight how many of all pairs a pair of these stands for
 * @param rows   the people and the faces, with the nearest other person of each
 */
record AuditSample(NearPeople counts, double weight, List<SampledRows> rows) {
    /** Of 30,000 people, the tail of all pairs is then fitted from 6,000 pairs on. */
    private static final int SIZE = 2_000;

    /** What some people give. */
    private record Drawn(NearPeople counts, SampledRows rows) implements Serializable {}

    static AuditSample of(
            JavaSparkContext context, Broadcast<Compared> compared, List<PartGroup> groups, int tasks, int threads) {
        int people = compared.value().centers().people();
        int size = Math.min(SIZE, people);
        List<Drawn> drawn = people(context, compared, size, tasks, threads);
        return new AuditSample(
                drawn.stream().map(Drawn::counts).reduce(NearPeople::and).orElseThrow(),
                (double) people / (2 * size), // a pair of people is counted for each of them that is drawn
                List.of(
                        SampledRows.joined(drawn.stream().map(Drawn::rows).toList()),
                        SampledRows.joined(faces(context, compared, groups, threads))));
    }

    private static List<Drawn> people(
            JavaSparkContext context, Broadcast<Compared> compared, int size, int tasks, int threads) {
        int people = compared.value().centers().people();
        List<NumberRange> ranges = NumberRange.divide(size, tasks);
        return context.parallelize(ranges, ranges.size())
                .map(range -> {
                    PeopleCenters centers = compared.value().centers();
                    EmbeddedPictures some = centers.only(range.numbers()
                            .map(place -> (int) ((long) place * people / size))
                            .toArray());
                    Distances distances = Distances.of(centers, new BlasProducts());
                    return new Drawn(
                            NearPeople.sampled(distances, some, threads), SampledRows.of(distances, some, threads));
                })
                .collect();
    }

    private static List<SampledRows> faces(
            JavaSparkContext context, Broadcast<Compared> compared, List<PartGroup> groups, int threads) {
        long each = Math.max(1, groups.get(groups.size() - 1).end() / SIZE);
        return context.parallelize(groups, groups.size())
                .map(group -> {
                    AuditedFaces faces = AuditedFaces.of(group, compared.value().numbers());
                    int[] rows = IntStream.range(0, faces.size())
                            .filter(row -> (group.first() + row) % each == 0)
                            .toArray();
                    return SampledRows.of(
                            Distances.of(compared.value().centers(), new BlasProducts()),
                            faces.embeddings().only(rows),
                            threads);
                })
                .collect();
    }
}

package org.likeness.spark.inspect;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.DatasetHash;
import org.likeness.core.dataset.DatasetInspection;
import org.likeness.core.dataset.DatasetInspection.Copies;
import org.likeness.core.dataset.DatasetInspection.SizeRange;
import org.likeness.core.dataset.DatasetInspection.Unreadable;
import org.likeness.core.dataset.PictureSummary;
import org.likeness.shards.FaceSets;
import org.likeness.spark.cluster.SparkCluster;
import org.likeness.spark.part.JobFolder;
import org.likeness.spark.part.PartGroup;
import org.likeness.spark.part.SetPart;
import scala.Tuple2;

/**
 * Inspects a set: reads and decodes its pictures, a part a task, and compares what it has seen of all. A part that has been read stays: a job
 * that failed goes on where it was.
 */
public final class InspectJob {
    private InspectJob() {}

    /** A picture with its number. */
    private record Seen(long number, PictureSummary summary) {
        NumberedPicture picture() {
            return new NumberedPicture(number, summary.member());
        }
    }

    /**
     * Inspects what has not been read yet, and compares all.
     *
     * @throws LikenessException if the set cannot be read, the folder is that of another set, or a task fails
     */
    public static InspectResult run(SparkCluster cluster, InspectSettings settings) {
        Path out = settings.out().toAbsolutePath();
        List<SetPart> parts = SetPart.of(settings.set(), settings.depth(), settings.pictures());
        var folder = InspectionFolder.of(out);
        folder.begin(new InspectionFolder.Settings(
                InspectionFolder.Settings.VERSION,
                settings.set().toAbsolutePath().toString(),
                parts.size()));
        List<InspectedPart> reports = new ArrayList<>();
        List<SetPart> left = folder.left(parts, JobFolder::source, reports);
        int resumed = reports.size();
        if (!left.isEmpty()) {
            var inspector = new PartInspector(UUID.randomUUID().toString(), cluster.coresOfTask(), out.toString());
            reports.addAll(cluster.run(context ->
                    context.parallelize(left, left.size()).map(inspector).collect()));
        }
        reports.sort(Comparator.comparing(report -> report.part().name()));
        List<PartGroup> groups = PartGroup.of(
                reports.stream()
                        .map(report -> new PartGroup.PartFile(folder.file(report.part()), report.pictures()))
                        .toList(),
                cluster.tasks());
        return new InspectResult(
                cluster.run(context -> inspection(context, FaceSets.name(settings.set()), reports, groups)),
                reports,
                resumed);
    }

    private static DatasetInspection inspection(
            JavaSparkContext context, String name, List<InspectedPart> reports, List<PartGroup> groups) {
        if (groups.isEmpty()) {
            throw LikenessException.invalid("no picture of the set could be read: there is nothing to inspect");
        }
        JavaRDD<Seen> all = context.parallelize(groups, groups.size()).flatMap(group -> {
            List<PictureSummary> summaries = NumberedPicture.summaries(group);
            return IntStream.range(0, summaries.size())
                    .mapToObj(row -> new Seen(group.first() + row, summaries.get(row)))
                    .iterator();
        });
        TreeMap<Integer, Integer> histogram = histogram(all);
        List<List<NumberedPicture>> identical = identical(all);
        List<NearCopies.Pair> near = near(context, groups, identical);
        List<Copies> copies = new ArrayList<>();
        identical.forEach(group -> copies.add(
                new Copies(group.stream().map(NumberedPicture::member).toList(), true)));
        near.forEach(pair -> copies.add(pair.copies()));
        return new DatasetInspection(
                name,
                hash(all),
                histogram.values().stream().mapToInt(Integer::intValue).sum(),
                reports.stream().mapToInt(InspectedPart::pictures).sum(),
                histogram,
                reports.stream()
                        .map(InspectedPart::sizes)
                        .flatMap(Stream::ofNullable)
                        .reduce(SizeRange::and),
                unreadable(all),
                copies,
                near.size() == DatasetInspection.MOST_PAIRS);
    }

    /** Number of readable pictures → people with so many. */
    private static TreeMap<Integer, Integer> histogram(JavaRDD<Seen> all) {
        TreeMap<Integer, Integer> histogram = new TreeMap<>();
        all.mapToPair(seen -> new Tuple2<>(
                        seen.summary().member().identity(),
                        seen.summary().pixels().isPresent() ? 1 : 0))
                .reduceByKey(Integer::sum)
                .values()
                .countByValue()
                .forEach((pictures, people) -> histogram.put(pictures, Math.toIntExact(people)));
        return histogram;
    }

    private static String hash(JavaRDD<Seen> all) {
        JavaRDD<DatasetHash.Line> lines = all.filter(
                        seen -> seen.summary().digest().isPresent())
                .map(seen -> DatasetHash.Line.of(
                        seen.summary().member().picture(),
                        seen.summary().digest().orElseThrow()));
        return DatasetHash.ofSorted(
                lines.sortBy(line -> line, true, all.getNumPartitions()).toLocalIterator());
    }

    private static List<Unreadable> unreadable(JavaRDD<Seen> all) {
        return all.filter(seen -> seen.summary().pixels().isEmpty())
                .map(seen ->
                        new Unreadable(seen.summary().member(), seen.summary().failure()))
                .collect();
    }

    /** Groups in the order of their first picture. */
    private static List<List<NumberedPicture>> identical(JavaRDD<Seen> all) {
        JavaPairRDD<String, NumberedPicture> byContent = all.filter(
                        seen -> seen.summary().digest().isPresent())
                .mapToPair(seen -> new Tuple2<>(
                        HexFormat.of().formatHex(seen.summary().digest().orElseThrow()), seen.picture()));
        List<List<NumberedPicture>> groups = new ArrayList<>(byContent
                .groupByKey()
                .values()
                .map(InspectJob::sorted)
                .filter(group -> group.size() > 1)
                .collect());
        groups.sort(Comparator.comparingLong(group -> group.get(0).number()));
        return groups;
    }

    private static List<NumberedPicture> sorted(Iterable<NumberedPicture> group) {
        List<NumberedPicture> pictures = new ArrayList<>();
        group.forEach(pictures::add);
        pictures.sort(Comparator.comparingLong(NumberedPicture::number));
        return pictures;
    }

    private static List<NearCopies.Pair> near(
            JavaSparkContext context, List<PartGroup> groups, List<List<NumberedPicture>> identical) {
        HashSet<Long> repeated = new HashSet<>();
        identical.forEach(group -> group.subList(1, group.size()).forEach(picture -> repeated.add(picture.number())));
        var shared = context.broadcast(repeated);
        try {
            return context.parallelize(groups, groups.size())
                    .flatMap(new NearCopies(groups, shared))
                    .takeOrdered(DatasetInspection.MOST_PAIRS, new NearCopies.Order());
        } finally {
            shared.destroy();
        }
    }
}

package org.likeness.spark.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.likeness.core.LikenessException;
import org.likeness.core.audit.LabelCheck;
import org.likeness.core.audit.NearPeople;
import org.likeness.core.audit.NearestOther;
import org.likeness.core.search.EmbeddedPictures;
import org.likeness.spark.audit.AuditResult.Name;
import org.likeness.spark.audit.AuditResult.TwoNames;
import org.likeness.spark.audit.AuditResult.WrongLabel;
import org.likeness.spark.audit.AuditedPeople.Compared;
import org.likeness.spark.cluster.SparkCluster;
import org.likeness.spark.embed.EmbeddedSet;
import org.likeness.spark.embed.LoadedPart;
import org.likeness.spark.part.PartGroup;
import scala.Tuple2;

/**
 * Finds wrong labels and people with two names in an embedded set, as {@link org.likeness.core.audit.Audit} does. The faces of each person come
 * together, wherever they are, and give a center; all centers go to all executors, where they are compared with each other, and with the
 * faces: each with all of them, or, in a large set, with those in cells near it.
 */
public final class AuditJob {
    private static final int DEPTH = 2;

    private AuditJob() {}

    /**
     * Audits a set.
     *
     * @throws LikenessException if there is no embedding, or a task fails
     */
    public static AuditResult run(SparkCluster cluster, EmbeddedSet set, AuditSettings settings) {
        List<PartGroup> groups = PartGroup.of(set.partFiles(), cluster.tasks());
        if (groups.isEmpty()) {
            throw LikenessException.invalid("no picture of the set has an embedding: there is nothing to audit");
        }
        int threads = cluster.coresOfTask();
        int tasks = cluster.tasks();
        return cluster.run(context -> {
            AuditedPeople people = people(context, groups);
            Broadcast<Compared> compared = context.broadcast(people.compared());
            try {
                Comparisons comparisons = people.size() < settings.cellsFrom()
                        ? new ComparedWithAll(context, compared, threads)
                        : ComparedInCells.of(context, compared, groups, tasks, threads);
                NearPeople near = comparisons.near(tasks);
                List<NearestOther> others = comparisons.nearest(groups);
                return result(context, groups, people, near, others, comparisons.recall(), settings.falseShare());
            } finally {
                compared.destroy();
            }
        });
    }

    private static AuditedPeople people(JavaSparkContext context, List<PartGroup> groups) {
        List<AuditedPerson> people = context.parallelize(groups, groups.size())
                .flatMapToPair(group -> {
                    AuditedFaces faces = AuditedFaces.of(group);
                    return IntStream.range(0, faces.size())
                            .mapToObj(
                                    row -> new Tuple2<>(faces.loaded().people().get(row), faces.face(row)))
                            .iterator();
                })
                .groupByKey(groups.size())
                .map(person -> AuditedPerson.of(person._1(), person._2()))
                .collect();
        double[] sum = context.parallelize(groups, groups.size())
                .map(group -> {
                    EmbeddedPictures faces = AuditedFaces.of(group).embeddings();
                    return faces.sum(0, faces.size());
                })
                .treeReduce(
                        (one, other) -> IntStream.range(0, one.length)
                                .mapToDouble(i -> one[i] + other[i])
                                .toArray(),
                        DEPTH);
        return new AuditedPeople(people, sum);
    }

    private static AuditResult result(
            JavaSparkContext context,
            List<PartGroup> groups,
            AuditedPeople people,
            NearPeople near,
            List<NearestOther> others, // in the order of the set
            double recall,
            double falseShare) {
        int[] numbers = people.numbers();
        int[] nearest = others.stream()
                .flatMapToInt(found -> Arrays.stream(found.people()))
                .toArray();
        double[] distances = others.stream()
                .flatMapToDouble(found -> Arrays.stream(found.distances()))
                .toArray();
        int[] labels = people.labels();
        double[] own = people.own();
        double[] toOther =
                Arrays.stream(numbers).mapToDouble(number -> distances[number]).toArray();
        LabelCheck check = new LabelCheck(labels, own, toOther, people.centers());
        List<LabelCheck.Suspicion> suspicions = check.found(falseShare);
        Map<Integer, String> pictures = pictures(
                context,
                groups,
                suspicions.stream().map(found -> numbers[found.row()]).toList());
        return new AuditResult(
                people.size(),
                numbers.length,
                check.judged(),
                recall,
                near.found(falseShare).stream()
                        .map(pair -> new TwoNames(
                                name(people, pair.first()),
                                name(people, pair.second()),
                                pair.distance(),
                                pair.evidence(),
                                pair.falseShare()))
                        .toList(),
                suspicions.stream()
                        .map(found -> new WrongLabel(
                                people.get(labels[found.row()]).name(),
                                pictures.getOrDefault(numbers[found.row()], ""),
                                own[found.row()],
                                found.usual(),
                                people.get(nearest[numbers[found.row()]]).name(),
                                toOther[found.row()],
                                found.score(),
                                found.falseShare()))
                        .toList());
    }

    private static Name name(AuditedPeople people, int person) {
        return new Name(people.get(person).name(), people.get(person).size());
    }

    /** The names of some pictures, by their numbers in the set. */
    private static Map<Integer, String> pictures(
            JavaSparkContext context, List<PartGroup> groups, List<Integer> numbers) {
        List<Tuple2<PartGroup, ArrayList<Integer>>> wanted = groups.stream()
                .map(group -> new Tuple2<>(
                        group,
                        new ArrayList<>(numbers.stream()
                                .filter(number -> number >= group.first() && number < group.end())
                                .toList())))
                .filter(group -> !group._2().isEmpty())
                .toList();
        if (wanted.isEmpty()) {
            return Map.of();
        }
        return new HashMap<>(context.parallelize(wanted, wanted.size())
                .flatMapToPair(group -> {
                    LoadedPart loaded = LoadedPart.of(group._1());
                    return group._2().stream()
                            .map(number ->
                                    new Tuple2<>(number, loaded.pictures().get((int)
                                            (number - group._1().first()))))
                            .iterator();
                })
                .collectAsMap());
    }
}

package org.likeness.core.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.likeness.core.algebra.Vectors;
import org.likeness.core.dataset.ConfusionGroups;
import org.likeness.core.dataset.DatasetInspection;
import org.likeness.core.dataset.LeaveOut;
import org.likeness.core.dataset.Picture;
import org.likeness.core.search.EmbeddedPictures;
import org.likeness.core.search.ExactSearch;
import org.likeness.core.search.NearestNegatives;

/**
 * The findings of an audit of one data set or two. Each list starts with the most certain finding.
 *
 * @param sharedNames  names in both sets
 * @param copies       duplicate pictures
 * @param sharedPeople people of the two sets with different names who seem to be one person
 * @param twoNames     people of the first set who seem to be one person
 * @param wrongLabels  pictures of the first set that seem to have a wrong label
 * @param judged       number of pictures of the first set whose labels could be checked: those of people with three or more
 */
public record Audit(
        List<String> sharedNames,
        List<Copy> copies,
        List<SamePerson> sharedPeople,
        List<SamePerson> twoNames,
        List<WrongLabel> wrongLabels,
        int judged) {
    private static final int NEIGHBORS = 4; // of each picture that may be copies of it
    private static final int MOST_PAIRS = 20_000; // that are decoded and compared: two minutes

    /**
     * What names and fingerprints tell.
     *
     * @param inspection of {@link AuditedSets#joined}
     */
    public static Audit of(AuditedSets sets, DatasetInspection inspection) {
        Duplicates copies = new Duplicates(sets);
        copies.add(inspection);
        return new Audit(sets.sharedNames(), copies.all(), List.of(), List.of(), List.of(), 0);
    }

    /**
     * What embeddings tell, too.
     *
     * @param inspection of {@link AuditedSets#joined}
     * @param embedded   a picture's embedding, [D]; nothing where it gave no face
     * @param falseShare of each list that may be expected to be false, in (0, 1)
     * @param threads    at least 1; the result does not depend on it
     * @param progress   told how many pairs of near pictures have been compared
     */
    public static Audit of(
            AuditedSets sets,
            DatasetInspection inspection,
            Function<Picture, Optional<float[]>> embedded,
            double falseShare,
            int threads,
            IntConsumer progress) {
        EmbeddedPictures all = rows(sets, embedded);
        Centers centers = new Centers(all, sets.people().size());
        Distances distances = Distances.of(centers.all());
        SamePeople people = new SamePeople(sets, distances, threads);
        WrongLabels labels = new WrongLabels(sets, all, centers, distances, threads);
        Duplicates copies = new Duplicates(sets);
        copies.add(inspection);
        copies.addNear(nearPairs(sets, all, centers.usual(), threads), threads, progress);
        return new Audit(
                sets.sharedNames(),
                copies.all(),
                people.across(falseShare).stream()
                        .filter(pair ->
                                !pair.first().name().equals(pair.second().name()))
                        .toList(),
                people.inside(falseShare),
                labels.found(falseShare),
                labels.judged());
    }

    /**
     * Pictures that the first set is better without: those with a wrong label, and copies under two names, of which nobody knows whose they
     * are, or in both sets.
     */
    public LeaveOut leaveOut() {
        return LeaveOut.of(Stream.concat(
                        copies.stream().flatMap(copy -> Stream.of(copy.first(), copy.second())),
                        wrongLabels.stream().map(WrongLabel::picture))
                .filter(picture -> picture.person().set() == 1)
                .map(picture -> picture.picture().name())
                .toList());
    }

    private static EmbeddedPictures rows(AuditedSets sets, Function<Picture, Optional<float[]>> embedded) {
        List<float[]> values = new ArrayList<>();
        List<Integer> pictures = new ArrayList<>();
        for (int number = 0; number < sets.pictures().size(); number++) {
            Optional<float[]> embedding =
                    embedded.apply(sets.pictures().get(number).picture());
            if (embedding.isPresent()) {
                values.add(embedding.get());
                pictures.add(number);
            }
        }
        int dimension = values.isEmpty() ? 0 : values.get(0).length;
        float[] embeddings = new float[Math.multiplyExact(values.size(), dimension)];
        for (int row = 0; row < values.size(); row++) {
            System.arraycopy(Vectors.unit(values.get(row).clone()), 0, embeddings, row * dimension, dimension);
        }
        return new EmbeddedPictures(
                        embeddings,
                        pictures.stream()
                                .mapToInt(number -> sets.numbers().identity(number))
                                .toArray(),
                        pictures.stream().mapToInt(Integer::intValue).toArray())
                .requireFinite();
    }

    /** Pairs within a distance, nearest first. */
    private static List<Long> nearPairs(AuditedSets sets, EmbeddedPictures all, double bound, int threads) {
        NearestNegatives nearest = new ExactSearch(threads).of(all, NEIGHBORS);
        Map<Long, Float> pairs = new LinkedHashMap<>();
        for (int row = 0; row < all.size(); row++) {
            for (int i = 0; i < nearest.rows()[row].length && nearest.distances()[row][i] <= bound; i++) {
                int one = all.pictures()[row];
                int other = all.pictures()[nearest.rows()[row][i]];
                if (sets.pictures().get(one).concerns(sets.pictures().get(other))) {
                    pairs.put(ConfusionGroups.pair(one, other), nearest.distances()[row][i]);
                }
            }
        }
        return pairs.entrySet().stream()
                .sorted(Map.Entry.<Long, Float>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_PAIRS)
                .map(Map.Entry::getKey)
                .toList();
    }
}

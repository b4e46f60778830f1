package org.likeness.core.triplet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.likeness.core.dataset.ConfusionGroups;
import org.likeness.core.search.EmbeddedPictures;
import org.likeness.core.search.NearestNegatives;

/**
 * The identities that are confused with each other, and doubtful labels, according to the embeddings of a training set.
 *
 * @param confusionGroups identities whose pictures are near to each other; those with a doubtful label are kept apart
 * @param suspects   pairs of pictures of two identities that seem to show one person, nearest first
 */
public record ConfusableIdentities(ConfusionGroups confusionGroups, List<Suspect> suspects) {
    private static final int LOOK_ALIKES = 16; // of each identity that are kept: four groups of the default size

    /** A suspected negative is nearer than nearly all of the picture's positives: all but this share. */
    private static final double NEARER_POSITIVES = 0.05;

    /** It is as near as pictures of one person usually are: nearer than this share of all positives. */
    private static final double USUAL_POSITIVES = 0.5;

    /** While an encoder is poor, that says little: only so many of all pictures may be suspected, those with the nearest negatives. */
    private static final double MOST_SUSPECTS = 0.1;

    /**
     * Two pictures of two identities that are as near to each other as pictures of one person usually are. The first one's own positives are
     * nearly all farther, and in the mean the other identity's pictures are nearer to it than the rest of its own.
     *
     * @param picture  number of the first one
     * @param other    number of the second one
     * @param distance between them, squared
     */
    public record Suspect(int picture, int other, float distance) {}

    /**
     * Looks through a set.
     *
     * @param all        its rows; those of one identity need not be neighbors
     * @param identities how many identities the labels may name
     * @param nearest    negatives of each row
     * @throws IllegalArgumentException if a label is negative, or not below the number of identities
     */
    public static ConfusableIdentities of(EmbeddedPictures all, int identities, NearestNegatives nearest) {
        IdentityDistances identityDistances = new IdentityDistances(all, identities);
        float bound = Math.min(
                identityDistances.quantileOfPositives(USUAL_POSITIVES), quantileOfNearest(nearest, MOST_SUSPECTS));
        SortedMap<Long, Suspect> suspects = new TreeMap<>(); // by the pair of pictures: each may suspect the other
        Set<Long> apart = new TreeSet<>();
        for (int row = 0; row < all.size(); row++) {
            if (nearest.rows()[row].length == 0 || nearest.distances()[row][0] > bound) {
                continue;
            }
            int other = nearest.rows()[row][0];
            int own = all.labels()[row];
            int others = all.labels()[other];
            if (identityDistances.shareOfNearerPositives(row, nearest.distances()[row][0]) <= NEARER_POSITIVES
                    && identityDistances.meanTo(row, others) < identityDistances.meanTo(row, own)) {
                apart.add(ConfusionGroups.pair(own, others));
                suspects.putIfAbsent(
                        ConfusionGroups.pair(row, other),
                        new Suspect(all.pictures()[row], all.pictures()[other], nearest.distances()[row][0]));
            }
        }
        List<Suspect> nearestFirst = suspects.values().stream()
                .sorted(Comparator.comparingDouble(Suspect::distance).thenComparingInt(Suspect::picture))
                .toList();
        return new ConfusableIdentities(
                new ConfusionGroups(
                        confusionGroups(all.labels(), identities, nearest, apart),
                        apart.stream().mapToLong(Long::longValue).toArray()),
                nearestFirst);
    }

    private static float quantileOfNearest(NearestNegatives nearest, double share) {
        double[] sorted = Arrays.stream(nearest.distances())
                .filter(distances -> distances.length > 0)
                .mapToDouble(distances -> distances[0])
                .sorted()
                .toArray();
        return sorted.length == 0 ? 0 : (float) sorted[(int) (share * (sorted.length - 1))];
    }

    /** Of each identity, those that its pictures' negatives are of, by the nearest of these. */
    private static int[][] confusionGroups(int[] labels, int identities, NearestNegatives nearest, Set<Long> apart) {
        List<Map<Integer, Float>> found = new ArrayList<>();
        for (int identity = 0; identity < identities; identity++) {
            found.add(new TreeMap<>());
        }
        for (int row = 0; row < labels.length; row++) {
            for (int i = 0; i < nearest.rows()[row].length; i++) {
                int other = labels[nearest.rows()[row][i]];
                if (!apart.contains(ConfusionGroups.pair(labels[row], other))) {
                    found.get(labels[row]).merge(other, nearest.distances()[row][i], Math::min);
                }
            }
        }
        return found.stream()
                .map(others -> others.entrySet().stream()
                        .sorted(Map.Entry.comparingByValue()) // stable: of equals the first identity first
                        .limit(LOOK_ALIKES)
                        .mapToInt(Map.Entry::getKey)
                        .toArray())
                .toArray(int[][]::new);
    }
}

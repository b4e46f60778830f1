package org.likeness.core.evaluation.identification;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import org.likeness.core.LikenessException;
import org.likeness.core.Remedy;
import org.likeness.core.search.DistanceSweep;
import org.likeness.core.search.EmbeddedPictures;

/**
 * Agglomerative clustering: the distance of two clusters is the mean distance of their members (UPGMA), and the nearest two are merged
 * until one is left. Uses nearest-neighbor chains (Murtagh 1983, doi 10.1093/comjnl/26.4.354): O(N²) time, N²/2 distances in memory.
 */
public final class AverageLinkage {
    /** 450 MB of distances. */
    private static final int MOST_FACES = 15_000;

    private record Merge(int first, int second, float height) {}

    private final int size;
    private final Merge[] merges; // lowest first

    private AverageLinkage(int size, Merge[] merges) {
        this.size = size;
        this.merges = merges;
    }

    /**
     * Clusters.
     *
     * @param faces   at least one
     * @param threads of the distances, at least 1
     * @throws LikenessException if there are more than 15,000
     */
    public static AverageLinkage of(EmbeddedPictures faces, int threads) {
        int size = faces.size();
        require(size);
        float[][] distances = new float[size][]; // row i: to 0 … i − 1
        DistanceSweep.over(
                faces, faces, threads, () -> distances, (all, row, found) -> all[row] = Arrays.copyOf(found, row));
        return new AverageLinkage(size, merged(distances));
    }

    /** @throws LikenessException if so many faces cannot be clustered */
    public static void require(int faces) {
        if (faces > MOST_FACES) {
            throw new LikenessException(
                    LikenessException.Kind.UNAVAILABLE,
                    String.format(
                            Locale.ROOT,
                            "clustering of %,d faces needs %,d MB for distances; the limit is %,d faces",
                            faces,
                            2L * faces * faces / (1 << 20),
                            MOST_FACES),
                    new Remedy(Remedy.Action.FEWER_PEOPLE));
        }
    }

    private static Merge[] merged(float[][] distances) {
        int size = distances.length;
        Merge[] merges = new Merge[Math.max(0, size - 1)];
        int[] members = new int[size]; // 0 once a cluster is part of another
        Arrays.fill(members, 1);
        int[] chain = new int[size];
        int length = 0;
        int done = 0;
        int start = 0;
        while (done < merges.length) {
            if (length == 0) {
                while (members[start] == 0) {
                    start++;
                }
                chain[length++] = start;
            }
            int last = chain[length - 1];
            int before = length > 1 ? chain[length - 2] : -1;
            int nearest = nearest(distances, members, last, before);
            if (nearest == before) {
                length -= 2;
                merges[done++] = new Merge(last, before, distance(distances, last, before));
                join(distances, members, last, before);
            } else {
                chain[length++] = nearest;
            }
        }
        Arrays.sort(merges, Comparator.comparingDouble(Merge::height));
        return merges;
    }

    /** Of equally near ones the one before in the chain, so that chains end. */
    private static int nearest(float[][] distances, int[] members, int from, int before) {
        int best = before;
        float least = before < 0 ? Float.POSITIVE_INFINITY : distance(distances, from, before);
        for (int other = 0; other < members.length; other++) {
            if (members[other] > 0 && other != from) {
                float distance = distance(distances, from, other);
                if (distance < least || best < 0) {
                    least = distance;
                    best = other;
                }
            }
        }
        return best;
    }

    private static float distance(float[][] distances, int one, int other) {
        return one > other ? distances[one][other] : distances[other][one];
    }

    /** The second becomes both (Lance and Williams 1967); the first is no more. */
    private static void join(float[][] distances, int[] members, int first, int second) {
        double one = members[first];
        double other = members[second];
        members[first] = 0;
        for (int k = 0; k < members.length; k++) {
            if (members[k] > 0 && k != second) {
                float mean = (float) ((one * distance(distances, first, k) + other * distance(distances, second, k))
                        / (one + other));
                if (second > k) {
                    distances[second][k] = mean;
                } else {
                    distances[k][second] = mean;
                }
            }
        }
        members[second] += (int) one;
    }

    /** The cluster of each face, from 0, where none that is farther apart than a threshold is one. */
    public int[] within(double threshold) {
        return cut((int)
                Arrays.stream(merges).filter(merge -> merge.height <= threshold).count());
    }

    /**
     * The cluster of each face, from 0, where so many are left.
     *
     * @param clusters in [1, N]
     */
    public int[] parted(int clusters) {
        return cut(size - clusters);
    }

    private int[] cut(int joined) {
        int[] root = new int[size];
        Arrays.setAll(root, i -> i);
        for (int i = 0; i < joined; i++) {
            root[find(root, merges[i].first)] = find(root, merges[i].second);
        }
        int[] numbers = new int[size];
        Arrays.fill(numbers, -1);
        int[] clusters = new int[size];
        int next = 0;
        for (int i = 0; i < size; i++) {
            int of = find(root, i);
            if (numbers[of] < 0) {
                numbers[of] = next++;
            }
            clusters[i] = numbers[of];
        }
        return clusters;
    }

    private static int find(int[] root, int i) {
        int at = i;
        while (root[at] != at) {
            root[at] = root[root[at]];
            at = root[at];
        }
        return at;
    }
}

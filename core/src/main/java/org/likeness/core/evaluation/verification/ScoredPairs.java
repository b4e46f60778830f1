package org.likeness.core.evaluation.verification;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.likeness.core.embedding.Distance;
import org.likeness.core.embedding.picture.PictureEmbeddings;
import org.likeness.core.evaluation.pair.FacePair;
import org.likeness.core.evaluation.pair.PairList;

/**
 * Pairs of pictures with their distances.
 */
public final class ScoredPairs {
    private final double[] distances;
    private final boolean[] same;

    /**
     * @param distances of each pair, finite and at least 0; NaN where a picture of the pair gave no face (a failure to acquire)
     * @param same      whether the pair shows one person
     */
    public ScoredPairs(double[] distances, boolean[] same) {
        if (distances.length != same.length) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d distances, %d labels: as many of each are expected",
                    distances.length,
                    same.length));
        }
        for (int i = 0; i < distances.length; i++) {
            if (distances[i] < 0 || distances[i] == Double.POSITIVE_INFINITY) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "pair %d has the distance %s: a finite number of 0 or more is expected, or NaN where a picture gave no face",
                        i,
                        distances[i]));
            }
        }
        this.distances = distances;
        this.same = same;
    }

    /**
     * The pairs of a list.
     *
     * @param embeddings with the pictures of the list
     * @param distance   the encoder's
     */
    public static ScoredPairs of(PairList list, PictureEmbeddings embeddings, Distance distance) {
        double[] distances = new double[list.pairs().size()];
        boolean[] same = new boolean[distances.length];
        for (int i = 0; i < distances.length; i++) {
            FacePair pair = list.pairs().get(i);
            Optional<float[]> first = embeddings.of(pair.first());
            Optional<float[]> second = embeddings.of(pair.second());
            distances[i] =
                    first.isEmpty() || second.isEmpty() ? Double.NaN : distance.between(first.get(), second.get());
            same[i] = pair.same();
        }
        return new ScoredPairs(distances, same);
    }

    public double[] distances() {
        return distances;
    }

    public boolean[] same() {
        return same;
    }

    /** How many pairs. */
    public int size() {
        return same.length;
    }

    /** How many pairs show one person. */
    public int genuine() {
        int count = 0;
        for (boolean one : same) {
            count += one ? 1 : 0;
        }
        return count;
    }

    /** How many pairs have no distance. */
    public int failures() {
        return (int) Arrays.stream(distances).filter(Double::isNaN).count();
    }

    /** The pairs of some places. */
    public ScoredPairs at(int[] places) {
        double[] someDistances = new double[places.length];
        boolean[] someSame = new boolean[places.length];
        for (int i = 0; i < places.length; i++) {
            someDistances[i] = distances[places[i]];
            someSame[i] = same[places[i]];
        }
        return new ScoredPairs(someDistances, someSame);
    }

    /** The distances of the genuine or of the impostor pairs, failures left out, in rising order. */
    public double[] sorted(boolean genuine) {
        double[] chosen = new double[size()];
        int count = 0;
        for (int i = 0; i < size(); i++) {
            if (same[i] == genuine && !Double.isNaN(distances[i])) {
                chosen[count++] = distances[i];
            }
        }
        double[] sorted = Arrays.copyOf(chosen, count);
        Arrays.sort(sorted);
        return sorted;
    }
}

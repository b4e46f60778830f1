package org.likeness.core.evaluation.identification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.likeness.core.embedding.Distance;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.statistics.Rate;

/**
 * One-shot identification: each person of the gallery is enrolled with one picture; probes are other pictures of these people, and pictures
 * of people who are not enrolled.
 */
public final class Identification {
    private Identification() {}

    /**
     * What came out.
     *
     * @param enrolled       people in the gallery, one picture each; without those whose picture gave no face
     * @param rankOne        probes of enrolled people whose nearest person is the right one
     * @param cumulative     share of these probes whose right person is among the nearest k, k from 1: the CMC
     * @param threshold      the largest distance that identifies
     * @param falseNegatives probes of enrolled people not identified as themselves at the threshold: FNIR
     * @param falsePositives probes of strangers identified as someone at the threshold: FPIR
     * @param probes         of the enrolled people, one after the other
     */
    public record Result(
            int enrolled,
            Rate rankOne,
            List<Double> cumulative,
            double threshold,
            Rate falseNegatives,
            Rate falsePositives,
            List<Probe> probes) {}

    /**
     * One probe of an enrolled person.
     *
     * @param probe           place among the probes
     * @param person          who it is, a place in the gallery
     * @param nearest         who is nearest, a place in the gallery
     * @param nearestDistance how near
     * @param ownDistance     how near the right person is
     */
    public record Probe(int probe, int person, int nearest, double nearestDistance, double ownDistance) {
        /** Whether the right person is nearest. */
        public boolean isRecognized() {
            return person == nearest;
        }
    }

    /**
     * Identifies all probes.
     *
     * @param gallery   one embedding a person, each [D]; of length 0 where the picture gave no face, so that its person could not
     *                  be enrolled, and is not identified in any probe
     * @param probes    embeddings of further pictures, each [D]; of length 0 where the picture gave no face
     * @param people    the place in the gallery of each probe's person; −1 for a stranger
     * @param threshold the largest distance that identifies
     * @throws IllegalArgumentException if an embedding is not finite; the message names it
     */
    public static Result of(float[][] gallery, float[][] probes, int[] people, Distance distance, double threshold) {
        for (int i = 0; i < gallery.length; i++) {
            Embedding.requireFinite(
                    String.format(Locale.ROOT, "the embedding of person %d of the gallery", i), gallery[i]);
        }
        for (int i = 0; i < probes.length; i++) {
            Embedding.requireFinite("the embedding of probe " + i, probes[i]);
        }
        int[] ranks = new int[gallery.length];
        List<Probe> known = new ArrayList<>();
        long missed = 0;
        long strangers = 0;
        long falselyKnown = 0;
        long recognized = 0;
        long knownProbes = 0;
        for (int i = 0; i < probes.length; i++) {
            boolean stranger = people[i] < 0;
            strangers += stranger ? 1 : 0;
            knownProbes += stranger ? 0 : 1;
            if (probes[i].length == 0 || (!stranger && gallery[people[i]].length == 0)) {
                missed += stranger ? 0 : 1;
                continue;
            }
            double[] distances = distances(gallery, probes[i], distance);
            int nearest = smallest(distances);
            if (stranger) {
                falselyKnown += distances[nearest] <= threshold ? 1 : 0;
                continue;
            }
            double own = distances[people[i]];
            known.add(new Probe(i, people[i], nearest, distances[nearest], own));
            recognized += nearest == people[i] ? 1 : 0;
            missed += nearest == people[i] && own <= threshold ? 0 : 1;
            ranks[(int) Arrays.stream(distances).filter(other -> other < own).count()]++;
        }
        return new Result(
                (int) Arrays.stream(gallery)
                        .filter(enrolled -> enrolled.length > 0)
                        .count(),
                new Rate(recognized, knownProbes),
                cumulative(ranks, knownProbes),
                threshold,
                new Rate(missed, knownProbes),
                new Rate(falselyKnown, strangers),
                List.copyOf(known));
    }

    private static double[] distances(float[][] gallery, float[] probe, Distance distance) {
        double[] distances = new double[gallery.length];
        Arrays.setAll(
                distances,
                person -> gallery[person].length == 0
                        ? Double.POSITIVE_INFINITY
                        : distance.between(gallery[person], probe));
        return distances;
    }

    private static int smallest(double[] values) {
        int smallest = 0;
        for (int i = 1; i < values.length; i++) {
            smallest = values[i] < values[smallest] ? i : smallest;
        }
        return smallest;
    }

    private static List<Double> cumulative(int[] ranks, long probes) {
        List<Double> shares = new ArrayList<>();
        long within = 0;
        for (int count : ranks) {
            within += count;
            shares.add((double) within / probes);
        }
        return List.copyOf(shares);
    }
}

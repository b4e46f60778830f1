package org.likeness.core.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.likeness.core.triplet.EmbeddedPictures;
import org.likeness.core.triplet.IdentityMedians;

/**
 * Finds pictures that are nearer to another person's pictures than to their own. With own(x) the median distance of a picture to the others
 * of its name and other(x) the least median distance to another name's, the score is s(x) = own(x) − other(x).
 *
 * <p>What right labels reach by chance is told from the set itself: own is drawn from all pictures, other from the pictures that surely
 * stand rightly, whose own median is below that of all. N · P(own − other &gt; s), over all pairs of the two, are expected beyond s.
 * Wrong labels widen own, so that the estimate errs on the careful side; that other may be less for poor pictures is left out.
 *
 * <p>A picture also must be far from its own people as these go: own(x) &gt; c + 3 w, with c the median of own over the person's pictures
 * and w the median of |own − c|, or that of all people where it is larger.
 */
final class WrongLabels {
    /** With two, nobody can say which of them is wrong. */
    static final int FEWEST_PICTURES = 3;

    private static final double SPREADS = 3; // as usual for outliers by median deviations: Hampel, JASA 69, 1974

    private final AuditedSets sets;
    private final EmbeddedPictures all;
    private final IdentityMedians medians;
    private final int[] judged; // rows of people with enough pictures, identity by identity

    /** A row that may be wrong. */
    private record Candidate(int row, double score, double usual) {}

    WrongLabels(AuditedSets sets, EmbeddedPictures all, IdentityMedians medians) {
        this.sets = sets;
        this.all = all;
        this.medians = medians;
        int[] sizes = new int[sets.people().size()];
        Arrays.stream(all.labels()).forEach(label -> sizes[label]++);
        this.judged = IntStream.range(0, medians.own().length)
                .filter(row -> sizes[all.labels()[row]] >= FEWEST_PICTURES && medians.other()[row] >= 0)
                .toArray();
    }

    /** @return how many pictures have been judged */
    int judged() {
        return judged.length;
    }

    /**
     * @param falseShare in (0, 1)
     * @return highest score first
     */
    List<WrongLabel> found(double falseShare) {
        List<Candidate> candidates = candidates();
        double[] own = sorted(judged, medians.own());
        double[] others = othersOfRightLabels(own);
        double[] scores = candidates.stream().mapToDouble(Candidate::score).toArray();
        double[] shares = FalseShares.of(scores, score -> expected(score, own, others));
        List<WrongLabel> found = new ArrayList<>();
        for (int i = 0; i < shares.length && shares[i] <= falseShare; i++) {
            Candidate candidate = candidates.get(i);
            int row = candidate.row();
            found.add(new WrongLabel(
                    sets.pictures().get(all.pictures()[row]),
                    medians.own()[row],
                    candidate.usual(),
                    sets.people().get(medians.other()[row]),
                    medians.toOther()[row],
                    candidate.score(),
                    shares[i]));
        }
        return found;
    }

    private List<Candidate> candidates() {
        List<double[]> usual = new ArrayList<>(); // centre and spread, person by person
        List<int[]> rows = people();
        for (int[] person : rows) {
            double centre = median(sorted(person, medians.own()));
            double[] apart = Arrays.stream(person)
                    .mapToDouble(row -> Math.abs(medians.own()[row] - centre))
                    .sorted()
                    .toArray();
            usual.add(new double[] {centre, median(apart)});
        }
        double everybody =
                median(usual.stream().mapToDouble(one -> one[1]).sorted().toArray());
        List<Candidate> candidates = new ArrayList<>();
        for (int person = 0; person < rows.size(); person++) {
            double centre = usual.get(person)[0];
            double limit = centre + SPREADS * Math.max(usual.get(person)[1], everybody);
            for (int row : rows.get(person)) {
                double score = (double) medians.own()[row] - medians.toOther()[row];
                if (score > 0 && medians.own()[row] > limit) {
                    candidates.add(new Candidate(row, score, centre));
                }
            }
        }
        candidates.sort(Comparator.comparingDouble(Candidate::score).reversed().thenComparingInt(Candidate::row));
        return candidates;
    }

    private List<int[]> people() {
        List<int[]> people = new ArrayList<>();
        for (int from = 0; from < judged.length; ) {
            int to = from;
            while (to < judged.length && all.labels()[judged[to]] == all.labels()[judged[from]]) {
                to++;
            }
            people.add(Arrays.copyOfRange(judged, from, to));
            from = to;
        }
        return people;
    }

    private double[] othersOfRightLabels(double[] own) {
        double middle = median(own);
        int[] right = Arrays.stream(judged)
                .filter(row -> medians.own()[row] <= middle)
                .toArray();
        return sorted(right, medians.toOther());
    }

    /** N · P(own − other &gt; score). Both sorted, so that one passes through the other once. */
    private static double expected(double score, double[] own, double[] others) {
        long pairs = 0;
        int nearer = 0;
        for (double distance : own) {
            while (nearer < others.length && others[nearer] < distance - score) {
                nearer++;
            }
            pairs += nearer;
        }
        return (double) pairs / others.length;
    }

    private static double[] sorted(int[] rows, float[] values) {
        return Arrays.stream(rows).mapToDouble(row -> values[row]).sorted().toArray();
    }

    /** The lower median of sorted values; 0 of none. */
    private static double median(double[] sorted) {
        return sorted.length == 0 ? 0 : sorted[(sorted.length - 1) / 2];
    }
}

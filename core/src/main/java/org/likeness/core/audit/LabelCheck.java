package org.likeness.core.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds pictures that are far from their own person and near to another. With own(x) and other(x) the distances to the center of a
 * picture's own person and to the nearest other center ({@link PeopleCenters}),
 *
 * <ul>
 *   <li>p₁(x) is the share of all judged pictures that are as far from their own as x;
 *   <li>p₂(x) is the share of the reliably labeled pictures, those with an own distance below the median, to whom another is as near
 *       ({@link LowerTail});
 *   <li>of N correct labels, N · c (1 − ln c) have a product p₁p₂ of at most c by chance, p₁ and p₂ being uniform and independent
 *       (Fisher's method of combining two tests: Statistical Methods for Research Workers, 4th ed., §21.1).
 * </ul>
 *
 * <p>Wrong labels make p₁ larger than correct ones alone would: the first estimate is conservative. Findings are then left out of p₁, and
 * the estimate is repeated until it is stable. A picture must also be far from its own center relative to that person's other pictures:
 * own(x) &gt; m + 3 w, with m the median of own over the person's pictures and w the median of |own − m|, or that of all people where
 * it is larger; and nearer to the other than to its own.
 */
public final class LabelCheck {
    /** With two pictures, it is unknown which of them is wrong. */
    private static final int FEWEST_PICTURES = 3;

    private static final double SPREADS = 3; // as usual for outliers by median deviations: Hampel, JASA 69, 1974
    private static final int ROUNDS = 10; // of estimates; two or three are usual

    private final int[] labels;
    private final double[] own;
    private final double[] toOther;
    private final int[] judged; // rows of people with enough pictures

    /** A row that may be wrong. */
    private record Candidate(int row, double chance, double usual) {}

    /**
     * A picture that seems to have a wrong label.
     *
     * @param row        of it
     * @param usual      the median of the own distances of its person's pictures
     * @param score      −log₁₀ of the probability that a correct label is as far from its own center and as near to another, 0 or more
     * @param falseShare expected share of this and all findings with a higher score that are correct labels, in [0, 1]
     */
    public record Suspicion(int row, double usual, double score, double falseShare) {}

    /**
     * @param labels  the person of each row; rows of a person follow each other
     * @param own     of each row, as {@link PersonFaces#own} has it
     * @param toOther of each row, as {@link NearestOther} has it; NaN where there is nobody else
     * @param centers of the people
     */
    public LabelCheck(int[] labels, double[] own, double[] toOther, PeopleCenters centers) {
        this.labels = labels.clone();
        this.own = own.clone();
        this.toOther = toOther.clone();
        this.judged = IntStream.range(0, labels.length)
                .filter(row -> centers.size(labels[row]) >= FEWEST_PICTURES && !Double.isNaN(toOther[row]))
                .toArray();
    }

    /** How many pictures have been judged. */
    public int judged() {
        return judged.length;
    }

    /**
     * @param falseShare in (0, 1)
     * @return least chance first
     */
    public List<Suspicion> found(double falseShare) {
        double[] usual = usual();
        double middle = median(sorted(judged, own));
        LowerTail others = LowerTail.of(
                sorted(Arrays.stream(judged).filter(row -> own[row] <= middle).toArray(), toOther));
        List<Suspicion> found = List.of();
        int[] right = judged;
        for (int round = 0; round < ROUNDS; round++) {
            List<Candidate> candidates = candidates(usual, sorted(right, own), others);
            double[] chances =
                    candidates.stream().mapToDouble(Candidate::chance).toArray();
            double[] shares = FalseShares.of(chances, chance -> judged.length * chance * (1 - Math.log(chance)));
            int count = (int) Arrays.stream(shares)
                    .takeWhile(share -> share <= falseShare)
                    .count();
            boolean stays = count == judged.length - right.length;
            found = IntStream.range(0, count)
                    .mapToObj(i -> suspicion(candidates.get(i), shares[i]))
                    .toList();
            boolean[] isFound = new boolean[own.length];
            candidates.subList(0, count).forEach(candidate -> isFound[candidate.row()] = true);
            right = Arrays.stream(judged).filter(row -> !isFound[row]).toArray();
            if (stays) {
                break;
            }
        }
        return found;
    }

    private static Suspicion suspicion(Candidate candidate, double share) {
        return new Suspicion(candidate.row(), candidate.usual(), -Math.log10(candidate.chance()), share);
    }

    /**
     * @param own    distances of pictures that are taken for right, sorted
     * @param others distances of right pictures to the nearest other person
     */
    private List<Candidate> candidates(double[] usual, double[] own, LowerTail others) {
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < judged.length; i++) {
            int row = judged[i];
            if (this.own[row] > limit(usual, i) && toOther[row] < this.own[row]) {
                double far = (own.length - LowerTail.below(own, this.own[row]) + 1.0) / (own.length + 1);
                double near = others.shareWithin(toOther[row]);
                candidates.add(new Candidate(row, Math.min(1, far) * near, usual[2 * i]));
            }
        }
        candidates.sort(Comparator.comparingDouble(Candidate::chance)
                .thenComparingDouble(candidate -> toOther[candidate.row()])
                .thenComparingInt(Candidate::row));
        return candidates;
    }

    private static double limit(double[] usual, int place) {
        return usual[2 * place] + SPREADS * usual[2 * place + 1];
    }

    /** Of each judged row, its person's median m and spread w: two numbers a row. */
    private double[] usual() {
        double[] usual = new double[2 * judged.length];
        for (int from = 0; from < judged.length; ) {
            int to = from;
            while (to < judged.length && labels[judged[to]] == labels[judged[from]]) {
                to++;
            }
            double[] person = sorted(Arrays.copyOfRange(judged, from, to), own);
            double center = median(person);
            double spread = median(Arrays.stream(person)
                    .map(distance -> Math.abs(distance - center))
                    .sorted()
                    .toArray());
            for (; from < to; from++) {
                usual[2 * from] = center;
                usual[2 * from + 1] = spread;
            }
        }
        double everybody = median(IntStream.range(0, judged.length)
                .mapToDouble(i -> usual[2 * i + 1])
                .sorted()
                .toArray());
        for (int i = 1; i < usual.length; i += 2) {
            usual[i] = Math.max(usual[i], everybody);
        }
        return usual;
    }

    private static double[] sorted(int[] rows, double[] values) {
        return Arrays.stream(rows).mapToDouble(row -> values[row]).sorted().toArray();
    }

    /** The lower median of sorted values; 0 of none. */
    private static double median(double[] sorted) {
        return sorted.length == 0 ? 0 : sorted[(sorted.length - 1) / 2];
    }
}

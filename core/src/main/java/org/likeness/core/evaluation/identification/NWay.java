package org.likeness.core.evaluation.identification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.likeness.core.LikenessException;
import org.likeness.core.statistics.ConfidenceInterval;
import org.likeness.core.statistics.Rate;

/**
 * One-shot N-way identification: a probe is compared with one picture of each of N people, and its own person must be the nearest. (Lake,
 * Salakhutdinov and Tenenbaum 2015, doi 10.1126/science.aab3050.) A tie is an error, and so is a failure to acquire.
 */
public final class NWay {
    private NWay() {}

    /**
     * What came out.
     *
     * @param ways  N
     * @param right trials whose person was the nearest
     * @param interval of their share, by the people of the probes
     */
    public record Result(int ways, Rate right, ConfidenceInterval interval) implements SetResult {}

    /**
     * Draws the trials.
     *
     * @param set    with at least {@code ways} people, one of them with two pictures
     * @param ways   N, at least 2
     * @param trials how many, at least 1
     * @param seed   of the draws
     * @throws LikenessException if there are too few people
     */
    public static Result of(FaceSet set, int ways, int trials, long seed) {
        List<List<Integer>> rows = set.byPerson();
        List<Integer> able = new ArrayList<>();
        for (int person = 0; person < set.people(); person++) {
            if (rows.get(person).size() + set.failed()[person] > 1) {
                able.add(person);
            }
        }
        require(ways, set.people(), able.size());
        SplittableRandom random = new SplittableRandom(seed);
        List<Integer> others = new ArrayList<>();
        for (int person = 0; person < set.people(); person++) {
            others.add(person);
        }
        double[] right = new double[trials];
        int[] whose = new int[trials];
        for (int trial = 0; trial < trials; trial++) {
            whose[trial] = able.get(random.nextInt(able.size()));
            right[trial] = isRight(set, rows, whose[trial], others, ways, random) ? 1 : 0;
        }
        return new Result(
                ways, new Rate((long) Arrays.stream(right).sum(), trials), MeanByPeople.of(right, whose, seed));
    }

    /** @throws LikenessException if so many people do not do */
    public static void require(int ways, int people, int withTwoPictures) {
        if (ways < 2 || people < ways || withTwoPictures == 0) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "%d-way identification of %,d people, %,d of them with two pictures: N from 2 to the number of people, and a person with two pictures, are expected",
                    ways,
                    people,
                    withTwoPictures));
        }
    }

    private static boolean isRight(
            FaceSet set,
            List<List<Integer>> rows,
            int person,
            List<Integer> everybody,
            int ways,
            SplittableRandom random) {
        int pictures = rows.get(person).size() + set.failed()[person];
        int enrolled = random.nextInt(pictures);
        int probe = (enrolled + 1 + random.nextInt(pictures - 1)) % pictures;
        double own = distance(set, rows, person, probe, person, enrolled);
        boolean nearest = own < Double.POSITIVE_INFINITY;
        int drawn = 0;
        for (int i = 0; drawn < ways - 1; i++) {
            Collections.swap(everybody, i, i + random.nextInt(everybody.size() - i));
            int other = everybody.get(i);
            if (other != person) {
                int picture = random.nextInt(rows.get(other).size() + set.failed()[other]);
                nearest &= own < distance(set, rows, person, probe, other, picture);
                drawn++;
            }
        }
        return nearest;
    }

    /** Pictures that gave no face come behind those that did; they are infinitely far. */
    private static double distance(
            FaceSet set, List<List<Integer>> rows, int person, int probe, int other, int picture) {
        List<Integer> one = rows.get(person);
        List<Integer> two = rows.get(other);
        return probe < one.size() && picture < two.size()
                ? set.faces().distance(one.get(probe), two.get(picture))
                : Double.POSITIVE_INFINITY;
    }
}

package org.likeness.core.evaluation.pair;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;

/**
 * Draws pairs from few people: as many as requested or as exist, where {@link GeneratedPairs} rejects the request. Genuine pairs are
 * distributed over the identities as evenly as possible.
 */
public final class BalancedPairs {
    private BalancedPairs() {}

    /**
     * As many genuine as impostor pairs, none twice.
     *
     * @param data   at least two identities, one of them with two pictures
     * @param most   genuine pairs, and impostor pairs
     * @param random where they are drawn from
     * @throws LikenessException if the data set gives no genuine or no impostor pair
     */
    public static PairList of(FaceDataset data, int most, RandomGenerator random) {
        List<FacePair> genuine = genuine(data, most, random);
        List<FacePair> impostor = impostor(data, genuine.size(), random);
        int each = Math.min(genuine.size(), impostor.size());
        if (each == 0) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "%s has %d identities, %d of them with two pictures: pairs need two identities, one of them with two pictures",
                    data.name(),
                    data.identities().size(),
                    data.identitiesWithPositives()));
        }
        List<FacePair> pairs = new ArrayList<>(genuine.subList(0, each));
        pairs.addAll(impostor.subList(0, each));
        return new PairList(String.format(Locale.ROOT, "%,d pairs of %s", 2 * each, data.name()), pairs, 1);
    }

    /** Each identity in turn gives a pair, as long as it has one left. */
    private static List<FacePair> genuine(FaceDataset data, int most, RandomGenerator random) {
        Deque<Scattered> turns = new ArrayDeque<>();
        for (Identity identity : data.identities()) {
            turns.add(new Scattered(identity.pictures().size(), random));
        }
        Deque<Identity> identities = new ArrayDeque<>(data.identities());
        List<FacePair> pairs = new ArrayList<>();
        while (pairs.size() < most && !turns.isEmpty()) {
            Scattered places = turns.remove();
            Identity identity = identities.remove();
            if (places.hasNext()) {
                int[] place = places.next();
                List<Picture> pictures = identity.pictures();
                pairs.add(new FacePair(pictures.get(place[0]), pictures.get(place[1]), true, 0));
                turns.add(places);
                identities.add(identity);
            }
        }
        return pairs;
    }

    private static List<FacePair> impostor(FaceDataset data, int most, RandomGenerator random) {
        List<Picture> pictures = new ArrayList<>();
        List<Integer> owners = new ArrayList<>();
        for (int i = 0; i < data.identities().size(); i++) {
            for (Picture picture : data.identities().get(i).pictures()) {
                pictures.add(picture);
                owners.add(i);
            }
        }
        List<FacePair> pairs = new ArrayList<>();
        Scattered places = new Scattered(pictures.size(), random);
        while (pairs.size() < most && places.hasNext()) {
            int[] place = places.next();
            if (!owners.get(place[0]).equals(owners.get(place[1]))) {
                pairs.add(new FacePair(pictures.get(place[0]), pictures.get(place[1]), false, 0));
            }
        }
        return pairs;
    }

    /** All pairs of n places, each once, in an order that is scattered by steps of a length without common divisor. */
    private static final class Scattered {
        private final long total;
        private final long stride;
        private long at;
        private long given;

        Scattered(int places, RandomGenerator random) {
            this.total = (long) places * (places - 1) / 2;
            this.at = total == 0 ? 0 : random.nextLong(total);
            long step = total == 0 ? 1 : 1 + random.nextLong(total);
            while (gcd(step, total) > 1) {
                step++;
            }
            this.stride = step;
        }

        boolean hasNext() {
            return given < total;
        }

        /** Two places, the first the larger: pair k has the larger place i where i(i−1)/2 ≤ k. */
        int[] next() {
            given++;
            at = (at + stride) % total;
            int larger = (int) ((1 + Math.sqrt(1 + 8.0 * at)) / 2);
            while ((long) larger * (larger - 1) / 2 > at) {
                larger--;
            }
            while ((long) (larger + 1) * larger / 2 <= at) {
                larger++;
            }
            return new int[] {larger, (int) (at - (long) larger * (larger - 1) / 2)};
        }

        private static long gcd(long a, long b) {
            return b == 0 ? a : gcd(b, a % b);
        }
    }
}

package org.likeness.core.evaluation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.likeness.core.UserException;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;

/** Draws pairs from a data set for which nobody has published any. */
public final class GeneratedPairs {
    private static final int TRIES = 50; // a draw for each pair that fails this often means that there are too few

    private GeneratedPairs() {}

    /**
     * As many genuine as impostor pairs, none twice. Each identity that can give a genuine pair is as likely, whatever the
     * number of its pictures.
     *
     * @param data   at least two identities, one of them with two pictures
     * @param each   genuine pairs, and impostor pairs
     * @param random where they are drawn from
     * @throws UserException if the data set is too small for so many
     */
    public static PairList of(FaceDataset data, int each, RandomGenerator random) {
        List<Identity> everybody = data.identities();
        List<Identity> several =
                everybody.stream().filter(Identity::givesPositives).toList();
        if (everybody.size() < 2 || several.isEmpty()) {
            throw new UserException(
                    "%s has %d identities, %d of them with two pictures: pairs need two identities, one of them with two pictures"
                            .formatted(data.name(), everybody.size(), several.size()));
        }
        Set<Set<String>> seen = new HashSet<>();
        List<FacePair> pairs = new ArrayList<>();
        while (pairs.size() < each) {
            pairs.add(distinct(data, each, seen, () -> genuine(several, random)));
        }
        while (pairs.size() < 2 * each) {
            pairs.add(distinct(data, each, seen, () -> impostor(everybody, random)));
        }
        return new PairList("%,d generated pairs of %s".formatted(2 * each, data.name()), pairs, 1);
    }

    private static FacePair distinct(
            FaceDataset data, int each, Set<Set<String>> seen, java.util.function.Supplier<FacePair> draw) {
        for (int i = 0; i < TRIES; i++) {
            FacePair pair = draw.get();
            if (seen.add(Set.of(pair.first().name(), pair.second().name()))) {
                return pair;
            }
        }
        throw new UserException("%s is too small for %,d genuine and as many impostor pairs: ask for fewer"
                .formatted(data.name(), each));
    }

    private static FacePair genuine(List<Identity> several, RandomGenerator random) {
        List<Picture> pictures = several.get(random.nextInt(several.size())).pictures();
        int first = random.nextInt(pictures.size());
        int second = random.nextInt(pictures.size() - 1);
        return new FacePair(pictures.get(first), pictures.get(second + (second >= first ? 1 : 0)), true, 0);
    }

    private static FacePair impostor(List<Identity> everybody, RandomGenerator random) {
        int first = random.nextInt(everybody.size());
        int second = random.nextInt(everybody.size() - 1);
        return new FacePair(
                any(everybody.get(first), random),
                any(everybody.get(second + (second >= first ? 1 : 0)), random),
                false,
                0);
    }

    private static Picture any(Identity identity, RandomGenerator random) {
        return identity.pictures().get(random.nextInt(identity.pictures().size()));
    }
}

package org.likeness.core.evaluation.pair;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;

/** Draws random pairs from a data set without published pairs. */
public final class GeneratedPairs {
    private static final int TRIES = 50; // a draw for each pair that fails this often means that there are too few

    private GeneratedPairs() {}

    /** A data set that does not give as many different pairs as were asked for. */
    public static final class TooManyException extends LikenessException {
        private static final long serialVersionUID = 1L;

        private final int drawn;

        TooManyException(String message, int drawn) {
            super(Kind.INVALID, message);
            this.drawn = drawn;
        }

        /** How many different pairs of the scarcer kind were drawn; 1 or more. */
        public int drawn() {
            return drawn;
        }
    }

    /**
     * As many genuine as impostor pairs, none twice. Each identity that can give a genuine pair is as likely, whatever the
     * number of its pictures.
     *
     * @param data   at least two identities, one of them with two pictures
     * @param each   genuine pairs, and impostor pairs
     * @param random where they are drawn from
     * @throws TooManyException if the data set is too small for so many
     * @throws LikenessException    if it gives no pair of a kind
     */
    public static PairList of(FaceDataset data, int each, RandomGenerator random) {
        List<Identity> everybody = data.identities();
        List<Identity> several =
                everybody.stream().filter(Identity::givesPositives).toList();
        if (everybody.size() < 2 || several.isEmpty()) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "%s has %d identities, %d of them with two pictures: pairs need two identities, one of them with two pictures",
                    data.name(),
                    everybody.size(),
                    several.size()));
        }
        Set<Set<String>> seen = new HashSet<>();
        List<FacePair> pairs = new ArrayList<>();
        while (pairs.size() < each) {
            pairs.add(distinct(seen, () -> genuine(several, random))
                    .orElseThrow(() -> tooMany(data, each, "genuine", pairs.size())));
        }
        while (pairs.size() < 2 * each) {
            pairs.add(distinct(seen, () -> impostor(everybody, random))
                    .orElseThrow(() -> tooMany(data, each, "impostor", pairs.size() - each)));
        }
        return new PairList(String.format(Locale.ROOT, "%,d generated pairs of %s", 2 * each, data.name()), pairs, 1);
    }

    private static Optional<FacePair> distinct(Set<Set<String>> seen, Supplier<FacePair> draw) {
        for (int i = 0; i < TRIES; i++) {
            FacePair pair = draw.get();
            if (seen.add(Set.of(pair.first().name(), pair.second().name()))) {
                return Optional.of(pair);
            }
        }
        return Optional.empty();
    }

    private static TooManyException tooMany(FaceDataset data, int each, String kind, int drawn) {
        return new TooManyException(
                String.format(
                        Locale.ROOT,
                        "%s is too small for %,d genuine and as many impostor pairs: it gave %,d different %s pairs",
                        data.name(),
                        each,
                        drawn,
                        kind),
                drawn);
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

package org.likeness.core.dataset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.likeness.core.UserException;
import org.likeness.core.recipe.SamplingSettings;

/**
 * Draws batches of P identities with K pictures each (arXiv 1703.07737, §2).
 *
 * <p>Identities are drawn without replacement; one with fewer than K pictures gives all of them, and further identities
 * top the batch up to P×K pictures (the last may give a single one, a negative). Then come pictures of identities that
 * have only one, as negatives. No picture stands twice in a batch.
 *
 * <p>A batch is a function of seed and step alone, so that a resumed run needs to know nothing but its step. Several
 * threads may sample at once.
 */
public final class PkSampler {
    /** Pictures beyond which an identity is not drawn more often. */
    private static final int PICTURES_THAT_COUNT = 20;

    private final FaceDataset data;
    private final SamplingSettings settings;
    private final long seed;
    private final int[] several;
    private final double[] weights;
    private final int[] single;

    private record Draw(double key, int identity) {}

    /**
     * @throws UserException if nobody in the data set has two pictures, or there is one identity only
     */
    public PkSampler(FaceDataset data, SamplingSettings settings, long seed) {
        if (settings.identities() < 2 || settings.picturesPerIdentity() < 2 || settings.singles() < 0) {
            throw new IllegalArgumentException("%s: at least 2 identities with 2 pictures".formatted(settings));
        }
        if (data.identitiesWithPositives() == 0) {
            throw new UserException(
                    "no identity in %s/ has two pictures: a triplet needs an anchor and a positive of the same person. Add pictures, or use a published encoder: likeness models list"
                            .formatted(data.name()));
        }
        if (data.identities().size() == 1) {
            throw new UserException(
                    "%s/ holds one identity only, %s: a triplet needs a negative of somebody else. Add people, one sub-folder each"
                            .formatted(data.name(), data.identities().get(0).name()));
        }
        this.data = data;
        this.settings = settings;
        this.seed = seed;
        this.several = where(true);
        this.single = where(false);
        this.weights = IntStream.of(several).mapToDouble(this::weight).toArray();
    }

    /** The batch of a step, the same each time it is asked for. */
    public Batch sample(long step) {
        RandomGenerator random = new SplittableRandom(mix(mix(seed) + step));
        int wanted = settings.identities() * settings.picturesPerIdentity();
        List<Batch.Entry> entries = new ArrayList<>(wanted + settings.singles());
        for (int identity : drawIdentities((wanted + 1) / 2, random)) {
            int room = Math.min(settings.picturesPerIdentity(), wanted - entries.size());
            List<Picture> pictures = data.identities().get(identity).pictures();
            for (int picture : distinct(Math.min(room, pictures.size()), pictures.size(), random)) {
                entries.add(new Batch.Entry(identity, pictures.get(picture)));
            }
        }
        for (int place : distinct(Math.min(settings.singles(), single.length), single.length, random)) {
            entries.add(new Batch.Entry(
                    single[place],
                    data.identities().get(single[place]).pictures().get(0)));
        }
        return new Batch(entries);
    }

    /**
     * Draws by weight without replacement: those with the smallest exponential keys of rate weight, smallest first
     * (Efraimidis and Spirakis, Information Processing Letters 97, 2006, algorithm A-Res in logarithms).
     */
    private int[] drawIdentities(int count, RandomGenerator random) {
        var largestFirst = new PriorityQueue<Draw>(
                count + 1, Comparator.comparingDouble(Draw::key).reversed());
        for (int i = 0; i < several.length; i++) {
            double key = -Math.log(1 - random.nextDouble()) / weights[i];
            if (largestFirst.size() < count || key < largestFirst.element().key()) {
                largestFirst.add(new Draw(key, several[i]));
                if (largestFirst.size() > count) {
                    largestFirst.remove();
                }
            }
        }
        return largestFirst.stream()
                .sorted(Comparator.comparingDouble(Draw::key))
                .mapToInt(Draw::identity)
                .toArray();
    }

    /** Numbers below {@code bound}, all different, each set as likely (Floyd, in Bentley, CACM 30(9), 1987). */
    private static Set<Integer> distinct(int count, int bound, RandomGenerator random) {
        Set<Integer> drawn = new LinkedHashSet<>();
        for (int i = bound - count; i < bound; i++) {
            int candidate = random.nextInt(i + 1);
            if (!drawn.add(candidate)) {
                drawn.add(i);
            }
        }
        return drawn;
    }

    private double weight(int identity) {
        return switch (settings.weighting()) {
            case UNIFORM -> 1;
            case SQUARE_ROOT ->
                Math.sqrt(Math.min(data.identities().get(identity).pictures().size(), PICTURES_THAT_COUNT));
        };
    }

    private int[] where(boolean severalPictures) {
        return IntStream.range(0, data.identities().size())
                .filter(i -> data.identities().get(i).givesPositives() == severalPictures)
                .toArray();
    }

    /** Scatters bits, so that neighbouring steps share nothing (Stafford's variant 13 of MurmurHash3's finish). */
    private static long mix(long bits) {
        long mixed = (bits ^ bits >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }
}

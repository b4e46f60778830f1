package org.likeness.core.dataset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.likeness.core.LikenessException;
import org.likeness.core.Remedy;
import org.likeness.core.random.SplitMix;
import org.likeness.core.recipe.SamplingSettings;

/**
 * Draws batches of P identities with K pictures each (arXiv 1703.07737, §2).
 *
 * <p>Identities are drawn without replacement. An identity with fewer than K pictures contributes all of them, and further identities fill
 * the batch up to P×K pictures (the last may contribute a single picture, a negative). Pictures of identities with only one picture follow
 * as negatives. No picture occurs twice in a batch.
 *
 * <p>A batch is a function of seed and step, so that a resumed run needs only its step. Thread-safe.
 */
public final class PkSampler implements BatchSampler {
    /** Pictures beyond which an identity is not drawn more often. */
    private static final int PICTURES_THAT_COUNT = 20;

    private final FaceDataset data;
    private final SamplingSettings settings;
    private final long seed;
    private final double share;
    private final int group;
    private final int[] several;
    private final double[] weights;
    private final int[] single;

    private record Draw(double key, int identity) {}

    /**
     * @throws LikenessException if no person in the data set has two pictures, or there is only one identity
     */
    public PkSampler(FaceDataset data, SamplingSettings settings, long seed) {
        this(data, settings, seed, 0, 1);
    }

    /**
     * A sampler that places people who are confused with each other in one batch, if they are known.
     *
     * @param share of the P identities that come in groups, in [0, 1]
     * @param group identities in a group, at least 1
     * @throws LikenessException if no person in the data set has two pictures, or there is only one identity
     */
    public PkSampler(FaceDataset data, SamplingSettings settings, long seed, double share, int group) {
        if (settings.identities() < 2 || settings.picturesPerIdentity() < 2 || settings.singles() < 0) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%s: at least 2 identities with 2 pictures", settings));
        }
        if (data.identitiesWithPositives() == 0) {
            throw new LikenessException(
                    LikenessException.Kind.INVALID,
                    String.format(
                            Locale.ROOT,
                            "no identity in %s/ has two pictures: a triplet needs an anchor and a positive of the same person",
                            data.name()),
                    new Remedy(Remedy.Action.ADD_PICTURES));
        }
        if (data.identities().size() == 1) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "%s/ contains only one identity, %s: a triplet needs a negative of another person. Add people, one sub-folder each",
                    data.name(),
                    data.identities().get(0).name()));
        }
        this.data = data;
        this.settings = settings;
        this.seed = seed;
        this.share = share;
        this.group = group;
        this.several = where(true);
        this.single = where(false);
        this.weights = IntStream.of(several).mapToDouble(this::weight).toArray();
    }

    /** The batch of a step; the identities that are drawn first bring some of their confusable identities. */
    @Override
    public Batch sample(long step, ConfusionGroups confusionGroups) {
        RandomGenerator random = new SplittableRandom(SplitMix.mix(SplitMix.mix(seed) + step));
        int wanted = settings.identities() * settings.picturesPerIdentity();
        int[] drawn = drawIdentities((wanted + 1) / 2, random);
        int grouped = (int) Math.round(share * settings.identities());
        Set<Integer> people = withConfusionGroups(drawn, confusionGroups, grouped, random);
        List<Batch.Entry> entries = new ArrayList<>(wanted + settings.singles());
        for (int identity : people) {
            int room = Math.min(settings.picturesPerIdentity(), wanted - entries.size());
            int pictures = data.identities().get(identity).pictures().size();
            for (int place : distinct(Math.min(room, pictures), pictures, random)) {
                entries.add(Batch.Entry.of(data, identity, place));
            }
        }
        for (int place : distinct(Math.min(settings.singles(), single.length), single.length, random)) {
            if (!people.contains(single[place]) && confusionGroups.mayJoin(single[place], people)) {
                entries.add(Batch.Entry.of(data, single[place], 0));
            }
        }
        return new Batch(entries);
    }

    /** Those drawn, in order; as long as there are fewer than {@code grouped}, each is followed by some who look like them. */
    private Set<Integer> withConfusionGroups(
            int[] drawn, ConfusionGroups confusionGroups, int grouped, RandomGenerator random) {
        Set<Integer> people = new LinkedHashSet<>();
        for (int leader : drawn) {
            if (!confusionGroups.mayJoin(leader, people)) {
                continue;
            }
            people.add(leader);
            int[] others = people.size() <= grouped ? confusionGroups.of(leader) : new int[0];
            int room = Math.min(group - 1, grouped - people.size());
            for (int place : distinct(Math.max(0, Math.min(room, others.length)), others.length, random)) {
                if (confusionGroups.mayJoin(others[place], people)) {
                    people.add(others[place]);
                }
            }
        }
        return people;
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
}

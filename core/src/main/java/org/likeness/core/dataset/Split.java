package org.likeness.core.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.likeness.core.LikenessException;
import org.likeness.core.NameList;

/**
 * A data set split by identity. The same seed gives the same split, whatever the order in which the identities were read.
 *
 * @param training for training
 * @param heldBack the validation people: never trained on, for selection and calibration
 */
public record Split(FaceDataset training, FaceDataset heldBack) {
    public Split {
        requireDisjoint(training, heldBack);
    }

    /**
     * Holds identities back, drawn evenly from those with two pictures or more, as only these give genuine pairs.
     *
     * @param heldBackIdentities how many, at least 2
     * @throws LikenessException if there are too few of them, or none would be left to learn from
     */
    public static Split of(FaceDataset data, int heldBackIdentities, long seed) {
        if (heldBackIdentities < 2) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%d identities held back: at least 2 are needed", heldBackIdentities));
        }
        List<Identity> candidates = shuffled(
                data.identities().stream().filter(Identity::givesPositives).toList(), seed);
        if (candidates.size() <= heldBackIdentities) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "%s/ has %d identities with two pictures or more: holding %d back leaves none for training. Hold back fewer, or add pictures",
                    data.name(),
                    candidates.size(),
                    heldBackIdentities));
        }
        Set<String> drawn = candidates.subList(0, heldBackIdentities).stream()
                .map(Identity::name)
                .collect(Collectors.toSet());
        return new Split(
                part(data, data.name(), drawn, false),
                part(
                        data,
                        String.format(Locale.ROOT, "%d people held back from %s", heldBackIdentities, data.name()),
                        drawn,
                        true));
    }

    /**
     * Parts all identities by shares, such as 0.8, 0.1, 0.1 for training, validation and test.
     *
     * @param shares each positive, together 1
     * @return one data set a share, each with its identities sorted by name
     * @throws LikenessException if a part would be empty
     */
    public static List<FaceDataset> byShares(FaceDataset data, long seed, double... shares) {
        double sum = Arrays.stream(shares).sum();
        if (Math.abs(sum - 1) > 1e-9 || Arrays.stream(shares).anyMatch(share -> !(share > 0))) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "shares %s: each must be positive, with sum 1", Arrays.toString(shares)));
        }
        List<Identity> all = shuffled(data.identities(), seed);
        List<FaceDataset> parts = new ArrayList<>();
        double passed = 0;
        for (int i = 0; i < shares.length; i++) {
            int from = (int) Math.round(passed * all.size());
            passed += shares[i];
            int to = (int) Math.round(passed * all.size());
            if (from == to) {
                throw LikenessException.invalid(String.format(
                        Locale.ROOT,
                        "%s/ has %d identities: a share of %s of them is empty",
                        data.name(),
                        all.size(),
                        shares[i]));
            }
            List<Identity> part = all.subList(from, to).stream()
                    .sorted(Comparator.comparing(Identity::name))
                    .toList();
            parts.add(new FaceDataset(
                    String.format(Locale.ROOT, "part %d of %d of %s", i + 1, shares.length, data.name()), part));
        }
        return parts;
    }

    /** The names of the identities that stand in both, sorted. */
    public static List<String> sharedIdentities(FaceDataset a, FaceDataset b) {
        Set<String> names = new HashSet<>();
        a.identities().forEach(identity -> names.add(identity.name()));
        return b.identities().stream()
                .map(Identity::name)
                .filter(names::contains)
                .sorted()
                .toList();
    }

    /**
     * Checks that the two sets have no people in common: measurements on training people are meaningless.
     *
     * @throws LikenessException if they have, with the first few names
     */
    public static void requireDisjoint(FaceDataset a, FaceDataset b) {
        List<String> shared = sharedIdentities(a, b);
        if (!shared.isEmpty()) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "%s and %s share %d identities (%s): training people cannot be used for evaluation. Remove them from one",
                    a.name(),
                    b.name(),
                    shared.size(),
                    NameList.few(shared)));
        }
    }

    private static FaceDataset part(FaceDataset data, String name, Set<String> drawn, boolean inside) {
        return new FaceDataset(
                name,
                data.identities().stream()
                        .filter(identity -> drawn.contains(identity.name()) == inside)
                        .sorted(Comparator.comparing(Identity::name))
                        .toList());
    }

    private static List<Identity> shuffled(List<Identity> identities, long seed) {
        List<Identity> sorted = new ArrayList<>(identities);
        sorted.sort(Comparator.comparing(Identity::name));
        return Shuffled.of(sorted, new SplittableRandom(seed));
    }
}

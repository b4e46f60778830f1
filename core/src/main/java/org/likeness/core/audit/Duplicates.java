package org.likeness.core.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.likeness.core.concurrent.Workers;
import org.likeness.core.dataset.ConfusionGroups;
import org.likeness.core.dataset.DatasetInspection;
import org.likeness.core.image.CropSimilarity;
import org.likeness.core.image.codec.UnreadablePictureException;

/**
 * Collects duplicate pictures: those found by the fingerprints of an inspection, and, among pairs with nearby embeddings, those of which
 * one may be cropped from the other ({@link CropSimilarity}).
 */
final class Duplicates {
    private final AuditedSets sets;
    private final Map<Long, Copy> found = new HashMap<>(); // by the two pictures' numbers
    private final Map<AuditedPicture, Integer> numbers = new HashMap<>();

    Duplicates(AuditedSets sets) {
        this.sets = sets;
        for (int i = 0; i < sets.pictures().size(); i++) {
            numbers.put(sets.pictures().get(i), i);
        }
    }

    /** Takes those of an inspection of both sets joined; of a group, each with the first that it concerns. */
    void add(DatasetInspection inspection) {
        for (DatasetInspection.Copies group : inspection.copies()) {
            List<AuditedPicture> members = group.members().stream()
                    .map(member -> sets.picture(member.picture()))
                    .toList();
            for (int second = 1; second < members.size(); second++) {
                AuditedPicture picture = members.get(second);
                members.subList(0, second).stream()
                        .filter(picture::concerns)
                        .findFirst()
                        .ifPresent(first -> put(first, picture, group.identical()));
            }
        }
    }

    private void put(AuditedPicture first, AuditedPicture second, boolean identical) {
        Optional<Double> correlation = identical ? Optional.of(1.0) : correlation(first, second);
        found.put(key(first, second), new Copy(first, second, identical, correlation.orElse(1.0)));
    }

    /**
     * Looks at pairs of pictures.
     *
     * @param pairs    each of the two pictures' numbers in {@link AuditedSets#pictures()}, the lower first, as
     *                 {@link ConfusionGroups#pair} makes them
     * @param progress told how many are done
     */
    void addNear(List<Long> pairs, int threads, IntConsumer progress) {
        new Workers(threads)
                .map(pairs, this::judged, progress).stream()
                        .flatMap(Optional::stream)
                        .forEach(copy -> found.putIfAbsent(key(copy.first(), copy.second()), copy));
    }

    private Optional<Copy> judged(long pair) {
        AuditedPicture first = sets.pictures().get((int) (pair >>> 32));
        AuditedPicture second = sets.pictures().get((int) pair);
        return correlation(first, second)
                .filter(correlation -> correlation >= CropSimilarity.LEAST_CORRELATION)
                .map(correlation -> new Copy(first, second, false, correlation));
    }

    private static Optional<Double> correlation(AuditedPicture first, AuditedPicture second) {
        try {
            return Optional.of(CropSimilarity.correlation(
                    CropSimilarity.small(first.picture().decode()),
                    CropSimilarity.small(second.picture().decode())));
        } catch (UnreadablePictureException e) {
            return Optional.empty();
        }
    }

    private long key(AuditedPicture first, AuditedPicture second) {
        return ConfusionGroups.pair(numbers.getOrDefault(first, -1), numbers.getOrDefault(second, -1));
    }

    /** Identical ones first, then the highest correlation. */
    List<Copy> all() {
        List<Copy> sorted = new ArrayList<>(found.values());
        sorted.sort(Comparator.comparing(Copy::identical)
                .thenComparingDouble(Copy::correlation)
                .reversed()
                .thenComparingLong(copy -> key(copy.first(), copy.second())));
        return sorted;
    }
}

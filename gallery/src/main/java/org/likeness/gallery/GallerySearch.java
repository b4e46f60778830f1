package org.likeness.gallery;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.likeness.core.LikenessException;
import org.likeness.core.Remedy;
import org.likeness.core.embedding.Calibration;
import org.likeness.core.embedding.Distance;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;
import org.likeness.core.embedding.FalseMatchCurve;
import org.likeness.core.embedding.SpaceMismatchException;

/**
 * Finds people of a gallery in the current space and, if they were left behind there, in those of earlier encoders. A distance of one
 * encoder says nothing about one of another: people of several spaces are ranked by the false-match rate that was calibrated for their
 * encoder at their distance, the smallest first. Thread-safe.
 */
public final class GallerySearch implements AutoCloseable {
    private final List<Part> parts;

    /** A space; without a curve, it is the only one. */
    private record Part(GalleryIndex index, Optional<EncoderId> space, Optional<FalseMatchCurve> curve) {
        double logRate(Neighbor neighbor) {
            return curve.map(known -> known.logRate(neighbor.distance())).orElse(neighbor.distance());
        }
    }

    /**
     * A space to search.
     *
     * @param calibration of the encoder
     */
    public record SearchedSpace(EncoderId space, Calibration calibration) {}

    /**
     * Searches the current space alone, by distance.
     *
     * @param gallery stays open as long as it is searched
     */
    public GallerySearch(Gallery gallery) {
        this.parts = List.of(new Part(new GalleryIndex(gallery), Optional.empty(), Optional.empty()));
    }

    /**
     * Searches several spaces.
     *
     * @param gallery stays open as long as it is searched
     * @param spaces  the current one first
     * @throws LikenessException if an encoder is calibrated at fewer than two thresholds: its distances cannot be compared with others
     */
    public GallerySearch(Gallery gallery, List<SearchedSpace> spaces) {
        this.parts = spaces.stream()
                .map(searched -> new Part(
                        new GalleryIndex(gallery, searched.space()),
                        Optional.of(searched.space()),
                        Optional.of(curve(searched))))
                .toList();
    }

    private static FalseMatchCurve curve(SearchedSpace searched) {
        if (!FalseMatchCurve.isComparable(searched.calibration())) {
            throw new LikenessException(
                    LikenessException.Kind.CONFLICT,
                    String.format(
                            Locale.ROOT,
                            "encoder %s is calibrated at fewer than two thresholds: its distances cannot be compared with those of another encoder",
                            searched.space().brief()),
                    new Remedy(Remedy.Action.CALIBRATE, "0.01,0.001"));
        }
        return FalseMatchCurve.of(searched.calibration());
    }

    /** The number of faces that are searched. */
    public int size() {
        return parts.stream().mapToInt(part -> part.index().size()).sum();
    }

    /**
     * The nearest people, each by the face with the smallest false-match rate.
     *
     * @param face  the embeddings of one face, one for each space that is searched
     * @param count at most so many, at least 1
     * @return the smallest rate first; fewer if fewer are enrolled
     * @throws org.likeness.core.embedding.SpaceMismatchException if an embedding is not of a space that is searched
     */
    public List<Neighbor> nearest(List<Embedding> face, int count) {
        Map<PersonId, Ranked> best = new HashMap<>();
        for (Embedding embedding : face) {
            Part part = part(embedding.space());
            for (Neighbor neighbor : part.index().nearest(embedding, count)) {
                best.merge(neighbor.person().id(), new Ranked(neighbor, part.logRate(neighbor)), Ranked::better);
            }
        }
        return best.values().stream()
                .sorted(Comparator.comparingDouble(Ranked::place)
                        .thenComparing(ranked -> ranked.neighbor().face().id()))
                .limit(count)
                .map(Ranked::neighbor)
                .toList();
    }

    /**
     * Thresholds of one false-match rate in all spaces that are searched.
     *
     * @param threshold in the current space, the first of those that are searched
     * @return in other spaces that of the rate which the threshold has in the current one, or the strictest that was calibrated
     */
    public SpaceThresholds at(double threshold) {
        Optional<FalseMatchCurve> current = parts.get(0).curve();
        if (current.isEmpty() || threshold == Distance.BELOW_ALL) {
            return new SpaceThresholds(
                    threshold,
                    parts.stream()
                            .skip(1)
                            .collect(Collectors.toMap(part -> part.space().orElseThrow(), part -> threshold)));
        }
        double rate = Math.exp(current.get().logRate(threshold));
        return new SpaceThresholds(
                threshold,
                parts.stream()
                        .skip(1)
                        .collect(Collectors.toMap(
                                part -> part.space().orElseThrow(),
                                part -> part.curve().orElseThrow().atRate(rate).threshold())));
    }

    private record Ranked(Neighbor neighbor, double place) {
        static Ranked better(Ranked one, Ranked other) {
            return other.place < one.place ? other : one;
        }
    }

    private Part part(EncoderId space) {
        return parts.stream()
                .filter(part -> part.space().isEmpty() || part.space().get().equals(space))
                .findFirst()
                .orElseThrow(() -> new SpaceMismatchException(String.format(
                        Locale.ROOT,
                        "an embedding of encoder %s: that space is not searched; search it, too, or give embeddings of the others alone",
                        space.brief())));
    }

    @Override
    public void close() {
        parts.forEach(part -> part.index().close());
    }
}

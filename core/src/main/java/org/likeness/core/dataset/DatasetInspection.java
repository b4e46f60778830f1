package org.likeness.core.dataset;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.likeness.core.image.PictureHash;

/**
 * The properties of a data set that matter before training.
 *
 * @param name        of the data set
 * @param hash        see {@link DatasetHash}; over the pictures that can be read
 * @param identities  number of identities, with or without readable pictures
 * @param pictures    number of pictures, readable or not
 * @param histogram   number of readable pictures → number of identities with that many
 * @param sizes       range of sizes of the readable pictures; empty if there is none
 * @param unreadable  pictures that cannot be decoded, with the reason
 * @param copies      duplicates: byte-identical groups, then near-identical pairs
 * @param copiesAreCut whether the search stopped at {@link #MOST_PAIRS} near-identical pairs
 */
public record DatasetInspection(
        String name,
        String hash,
        int identities,
        int pictures,
        SortedMap<Integer, Integer> histogram,
        Optional<SizeRange> sizes,
        List<Unreadable> unreadable,
        List<Copies> copies,
        boolean copiesAreCut) {
    /** Near-identical pairs after which the search stops. */
    public static final int MOST_PAIRS = 10_000;

    /** A picture, by its name, and whose it is. */
    public record Member(String identity, String picture) implements Serializable {}

    /** A picture that cannot be decoded, and why. */
    public record Unreadable(Member member, String reason) implements Serializable {}

    /** The least and the greatest width and height, in pixels. */
    public record SizeRange(int leastWidth, int greatestWidth, int leastHeight, int greatestHeight)
            implements Serializable {
        /** That of one picture. */
        public static SizeRange of(int width, int height) {
            return new SizeRange(width, width, height, height);
        }

        /** The range of both. */
        public SizeRange and(SizeRange other) {
            return new SizeRange(
                    Math.min(leastWidth, other.leastWidth),
                    Math.max(greatestWidth, other.greatestWidth),
                    Math.min(leastHeight, other.leastHeight),
                    Math.max(greatestHeight, other.greatestHeight));
        }
    }

    /**
     * Pictures that show the same.
     *
     * @param members   two or more
     * @param identical whether they are byte-identical; else they look alike: see {@link PictureHash}
     */
    public record Copies(List<Member> members, boolean identical) {
        /** Whether two people are said to be in one picture: one of them is wrong. */
        public boolean underTwoIdentities() {
            return members.stream().map(Member::identity).distinct().count() > 1;
        }
    }

    /**
     * Decodes every picture once and compares their fingerprints. It keeps some 400 bytes a picture.
     *
     * @param threads  that decode, at least 1
     * @param progress told how many pictures are done, by any of the threads
     */
    public static DatasetInspection of(FaceDataset data, int threads, IntConsumer progress) {
        List<PictureSummary> glances = PictureSummary.of(data, threads, progress);
        Collection<List<PictureSummary>> byContent = byContent(glances);
        List<Copies> copies = byContent.stream()
                .filter(group -> group.size() > 1)
                .map(group ->
                        new Copies(group.stream().map(PictureSummary::member).toList(), true))
                .collect(Collectors.toCollection(ArrayList::new));
        List<Copies> near = nearIdentical(byContent);
        copies.addAll(near);
        return new DatasetInspection(
                data.name(),
                hash(glances),
                data.identities().size(),
                glances.size(),
                histogram(data, glances),
                sizes(glances),
                glances.stream()
                        .filter(glance -> !glance.isReadable())
                        .map(glance -> new Unreadable(glance.member(), glance.failure()))
                        .toList(),
                List.copyOf(copies),
                near.size() == MOST_PAIRS);
    }

    /** How many identities have two readable pictures or more, and so can give an anchor and a positive. */
    public int identitiesWithPositives() {
        return histogram.tailMap(2).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** Byte-identical groups. */
    public List<Copies> identical() {
        return copies.stream().filter(Copies::identical).toList();
    }

    /** Near-identical pairs; of a byte-identical group the first stands for all. */
    public List<Copies> nearIdentical() {
        return copies.stream().filter(group -> !group.identical()).toList();
    }

    /** One picture under two people's names, byte-identical or nearly. */
    public List<Copies> underTwoIdentities() {
        return copies.stream().filter(Copies::underTwoIdentities).toList();
    }

    /** Groups in the order of their first picture. */
    private static Collection<List<PictureSummary>> byContent(List<PictureSummary> glances) {
        Map<String, List<PictureSummary>> groups = new LinkedHashMap<>();
        for (PictureSummary glance : glances) {
            glance.digest()
                    .ifPresent(
                            digest -> groups.computeIfAbsent(HexFormat.of().formatHex(digest), key -> new ArrayList<>())
                                    .add(glance));
        }
        return groups.values();
    }

    private static List<Copies> nearIdentical(Collection<List<PictureSummary>> byContent) {
        List<PictureSummary> different = byContent.stream()
                .map(group -> group.get(0))
                .filter(PictureSummary::isReadable)
                .toList();
        PictureHash[] hashes = different.stream()
                .map(glance -> glance.pixels().orElseThrow().hash())
                .toArray(PictureHash[]::new);
        return new DuplicateSearch(hashes)
                        .pairs(
                                near -> hashes[near.first()].isCopyOf(
                                        hashes[near.second()],
                                        identity(different, near.first()).equals(identity(different, near.second()))),
                                MOST_PAIRS)
                        .stream()
                        .map(near -> new Copies(
                                List.of(
                                        different.get(near.first()).member(),
                                        different.get(near.second()).member()),
                                false))
                        .toList();
    }

    private static String identity(List<PictureSummary> glances, int at) {
        return glances.get(at).member().identity();
    }

    private static String hash(List<PictureSummary> glances) {
        List<DatasetHash.Line> lines = new ArrayList<>();
        for (PictureSummary glance : glances) {
            glance.digest()
                    .ifPresent(digest ->
                            lines.add(DatasetHash.Line.of(glance.member().picture(), digest)));
        }
        return DatasetHash.of(lines);
    }

    private static SortedMap<Integer, Integer> histogram(FaceDataset data, List<PictureSummary> glances) {
        Map<String, Integer> readable = new TreeMap<>();
        data.identities().forEach(identity -> readable.put(identity.name(), 0));
        glances.stream()
                .filter(PictureSummary::isReadable)
                .forEach(glance -> readable.merge(glance.member().identity(), 1, Integer::sum));
        SortedMap<Integer, Integer> histogram = new TreeMap<>();
        readable.values().forEach(pictures -> histogram.merge(pictures, 1, Integer::sum));
        return histogram;
    }

    private static Optional<SizeRange> sizes(List<PictureSummary> glances) {
        return glances.stream()
                .flatMap(glance -> glance.pixels().stream())
                .map(pixels -> SizeRange.of(pixels.width(), pixels.height()))
                .reduce(SizeRange::and);
    }
}

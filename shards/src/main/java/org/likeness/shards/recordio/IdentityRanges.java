package org.likeness.shards.recordio;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.likeness.shards.file.DamageException;
import org.likeness.shards.file.FileWindow;
import org.likeness.shards.file.SharedFile;
import org.likeness.shards.listing.DamageLog;

/**
 * The identities of a set whose file says where each begins, so that it is opened without reading every picture's header. Record 0 has the
 * labels [a, b]: pictures have the keys 1 to a − 1, and the records with the keys a to b − 1 have the first key of an identity and the key after
 * its last.
 *
 * <p>Each picture's own label is compared when the picture is read ({@link RecordPicture}).
 */
final class IdentityRanges {
    /** Identities whose labels are compared with their places; if all agree, so do the others, whose labels lie between. */
    private static final int SAMPLED = 64;

    private final SharedFile file;
    private final Records records;
    private final RecordReader reader;

    IdentityRanges(SharedFile file, Records records) {
        this.file = file;
        this.records = records;
        this.reader = new RecordReader(new FileWindow(file, FileWindow.SCAN));
    }

    /** Keys of one identity's pictures. */
    private record Range(int from, int to) {}

    /**
     * The set's pictures.
     *
     * @param all record 0's numbers
     * @return none if the identity records do not divide the pictures, or their labels are not all different: then each picture's label counts
     */
    Optional<LabeledRecords.Builder> pictures(ImageHeader all, DamageLog damages) throws IOException {
        try {
            Range[] ranges = ranges(all);
            int[] labels = labels(ranges);
            var pictures = new LabeledRecords.Builder();
            for (int i = 0; i < ranges.length; i++) {
                for (int place = place(ranges[i].from()); place < place(ranges[i].to()); place++) {
                    pictures.add(labels[i], records.key(place), records.offset(place));
                }
            }
            return Optional.of(pictures);
        } catch (DamageException e) {
            damages.add(String.format(
                    Locale.ROOT,
                    "%s: its identity records cannot be used, and the labels of all pictures were read instead: %s",
                    file.name(),
                    e.reason()));
            return Optional.empty();
        }
    }

    /** The place of a key or of the next greater one. */
    private int place(int key) {
        int place = records.place(key);
        return place >= 0 ? place : -1 - place;
    }

    private Range[] ranges(ImageHeader all) throws IOException {
        Range[] ranges = new Range[all.to() - all.from()];
        for (int i = 0; i < ranges.length; i++) {
            int place = records.place(all.from() + i);
            if (place < 0) {
                throw new DamageException(String.format(Locale.ROOT, "key %,d is missing", all.from() + i));
            }
            ImageHeader header = header(records.offset(place));
            if (!header.isRange()) {
                throw new DamageException(
                        String.format(Locale.ROOT, "the record of key %,d has no range of keys", all.from() + i));
            }
            ranges[i] = new Range(header.from(), header.to());
        }
        Arrays.sort(ranges, Comparator.comparingInt(Range::from));
        int due = 1;
        for (Range range : ranges) {
            if (range.from() != due || range.to() == due) {
                throw new DamageException(String.format(
                        Locale.ROOT,
                        "an identity has the keys %,d to %,d, and the next picture is %,d",
                        range.from(),
                        range.to() - 1,
                        due));
            }
            due = range.to();
        }
        if (due != all.from()) {
            throw new DamageException(String.format(
                    Locale.ROOT, "they end before key %,d, and the pictures before %,d", due, all.from()));
        }
        return ranges;
    }

    /** As written by InsightFace's tools, labels count up from 0. */
    private int[] labels(Range[] ranges) throws IOException {
        int[] places = IntStream.range(0, ranges.length).toArray();
        int step = Math.max(1, (ranges.length - 1) / SAMPLED);
        boolean areCounted = true;
        for (int i = 0; i < ranges.length && areCounted; i += step) {
            areCounted = label(ranges[i]).orElse(i) == i;
        }
        int last = ranges.length - 1;
        if (areCounted && label(ranges[last]).orElse(last) == last) {
            return places;
        }
        int[] labels = new int[ranges.length];
        for (int i = 0; i < ranges.length; i++) {
            labels[i] = label(ranges[i]).orElse(-1);
        }
        if (IntStream.of(labels).distinct().count() < labels.length
                || IntStream.of(labels).anyMatch(label -> label < 0)) {
            throw new DamageException("their pictures' labels are not all different, or not to be read");
        }
        return labels;
    }

    /** The label of the first picture that can be read. */
    private OptionalInt label(Range range) throws IOException {
        for (int place = place(range.from()); place < place(range.to()); place++) {
            try {
                return OptionalInt.of(header(records.offset(place)).label());
            } catch (DamageException e) {
                // the next one
            }
        }
        return OptionalInt.empty();
    }

    private ImageHeader header(long offset) throws IOException {
        return ImageHeader.read(reader, reader.extent(offset, RecordReader.MOST_PARTS));
    }
}

package org.likeness.shards.recordio;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.folder.SkippedFiles;
import org.likeness.shards.file.DamageException;
import org.likeness.shards.file.FileWindow;
import org.likeness.shards.file.OpenFiles;
import org.likeness.shards.file.SharedFile;
import org.likeness.shards.listing.DamageLog;
import org.likeness.shards.listing.FaceSetListing;

/**
 * Opens a RecordIO file of faces, {@code train.rec}, with {@code train.idx} and {@code property} beside it where they are. Without the index
 * the file is read from its beginning to its end. Pictures stay in the file until they are asked for. The formats are described in {@code
 * docs/formats/shards.md}.
 */
public final class RecordIoSet {
    private static final int LONGEST_PROPERTY = 200;

    private final SharedFile file;
    private final DamageLog damages = new DamageLog();
    private final RecordReader reader;

    private RecordIoSet(SharedFile file) {
        this.file = file;
        this.reader = new RecordReader(new FileWindow(file, FileWindow.SCAN));
    }

    /**
     * Opens a set.
     *
     * @return named after the file
     * @throws LikenessException if a file cannot be read, or no picture is found
     */
    public static FaceSetListing open(Path path) {
        SharedFile file = SharedFile.of(new OpenFiles(1), path);
        var set = new RecordIoSet(file);
        try {
            FaceDataset data = set.pictures(set.records()).dataset(file, file.name());
            set.compareProperty(data);
            return new FaceSetListing(data, SkippedFiles.NOTHING, Optional.empty(), set.damages.damages());
        } catch (IOException e) {
            throw SharedFile.unreadable(path, e);
        }
    }

    private Records records() throws IOException {
        Path index = file.path().resolveSibling(stem() + ".idx");
        if (!Files.exists(index)) {
            return RecordScan.of(file, damages);
        }
        Records records = IndexFile.read(index, damages);
        long last = records.lastOffsetBelow(file.size());
        try {
            long end =
                    last < 0 ? 0 : reader.extent(last, RecordReader.MOST_PARTS).end();
            if (end < file.size()) {
                damages.add(String.format(
                        Locale.ROOT,
                        "%s has %,d bytes after the last record of %s",
                        file.name(),
                        file.size() - end,
                        index.getFileName()));
            }
        } catch (DamageException e) {
            // reported with the record
        }
        return records;
    }

    private String stem() {
        int stop = file.name().lastIndexOf('.');
        return stop < 0 ? file.name() : file.name().substring(0, stop);
    }

    private LabeledRecords.Builder pictures(Records records) throws IOException {
        Optional<ImageHeader> all = announced(records);
        if (all.isPresent() && all.get().to() > all.get().from()) {
            int last = records.place(all.get().from());
            int present = (last >= 0 ? last : -1 - last) - 1;
            compareCount(all.get().from() - 1, present);
            Optional<LabeledRecords.Builder> divided = new IdentityRanges(file, records).pictures(all.get(), damages);
            if (divided.isPresent()) {
                return divided.get();
            }
        }
        return labeled(records, all);
    }

    /** What record 0 says of the others. */
    private Optional<ImageHeader> announced(Records records) throws IOException {
        int place = records.place(0);
        if (place < 0) {
            return Optional.empty();
        }
        try {
            RecordReader.Extent first = reader.extent(records.offset(place), RecordReader.MOST_PARTS);
            return Optional.of(ImageHeader.read(reader, first))
                    .filter(ImageHeader::isRange)
                    .filter(all -> all.from() > 0);
        } catch (DamageException e) {
            return Optional.empty(); // reported with the record
        }
    }

    private void compareCount(int announced, int found) {
        if (announced != found) {
            damages.add(String.format(
                    Locale.ROOT,
                    "%s: record 0 announces %,d pictures, and %,d are there",
                    file.name(),
                    announced,
                    found));
        }
    }

    /** Pictures by their own labels: every record's header is read. Records without a picture are those about others. */
    private LabeledRecords.Builder labeled(Records records, Optional<ImageHeader> all) throws IOException {
        int[] labels = new int[records.count()];
        int found = 0;
        for (int place : records.byOffset()) {
            labels[place] = label(records, place);
            found += labels[place] >= 0 ? 1 : 0;
        }
        if (all.isPresent() && all.get().to() == all.get().from()) {
            compareCount(all.get().from() - 1, found);
        }
        if (found == 0) {
            throw LikenessException.corrupt(String.format(
                    Locale.ROOT,
                    "%s contains no picture: %s",
                    file.path(),
                    damages.damages().isEmpty()
                            ? "it has no records"
                            : damages.damages().examples().get(0)));
        }
        var pictures = new LabeledRecords.Builder();
        for (int place = 0; place < labels.length; place++) {
            if (labels[place] >= 0) {
                pictures.add(labels[place], records.key(place), records.offset(place));
            }
        }
        return pictures;
    }

    /** Or −1 if there is no picture. */
    private int label(Records records, int place) throws IOException {
        try {
            RecordReader.Extent record = reader.extent(records.offset(place), RecordReader.MOST_PARTS);
            ImageHeader header = ImageHeader.read(reader, record);
            if (!header.hasPicture() && !header.isRange()) {
                throw new DamageException("there is no picture in it");
            }
            return header.hasPicture() ? header.label() : -1;
        } catch (DamageException e) {
            damages.add(String.format(Locale.ROOT, "%s, record %,d: %s", file.name(), records.key(place), e.reason()));
            return -1;
        }
    }

    /** The file {@code property}: the number of classes, height and width, with commas between them. */
    private void compareProperty(FaceDataset data) throws IOException {
        Path property = file.path().resolveSibling("property");
        if (!Files.isRegularFile(property) || Files.size(property) > LONGEST_PROPERTY) {
            return;
        }
        String classes = Files.readString(property, StandardCharsets.ISO_8859_1)
                .split(",", 2)[0]
                .strip();
        if (classes.matches("\\d{1,9}")
                && Integer.parseInt(classes) != data.identities().size()) {
            damages.add(String.format(
                    Locale.ROOT,
                    "%s: the file property announces %s identities, and %,d have pictures",
                    file.name(),
                    classes,
                    data.identities().size()));
        }
    }
}

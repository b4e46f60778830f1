package org.likeness.shards.recordio;

import java.io.IOException;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.likeness.shards.file.DamageException;
import org.likeness.shards.file.FileWindow;
import org.likeness.shards.file.SharedFile;
import org.likeness.shards.listing.DamageLog;

/**
 * Finds the records of a file from its beginning to its end. Where there is no valid record, it searches the next one: a magic number at a
 * multiple of 4 with a whole record, followed by another record or the end of the file. What lies between is one damage.
 */
final class RecordScan {
    /** Parts of a record after a damage: a search that followed longer chains from each place could take very long. */
    private static final int PARTS_AFTER_DAMAGE = 16;

    private final SharedFile file;
    private final DamageLog damages;
    private final FileWindow window;
    private final RecordReader reader;

    private RecordScan(SharedFile file, DamageLog damages) {
        this.file = file;
        this.damages = damages;
        this.window = new FileWindow(file, FileWindow.SCAN);
        this.reader = new RecordReader(window);
    }

    /**
     * The records with their keys: the numbers that their headers give, if all differ, and otherwise their places in the file, from 1.
     *
     * @throws org.likeness.core.LikenessException if the file cannot be read
     */
    static Records of(SharedFile file, DamageLog damages) {
        try {
            return new RecordScan(file, damages).records();
        } catch (IOException e) {
            throw SharedFile.unreadable(file.path(), e);
        }
    }

    private Records records() throws IOException {
        LongStream.Builder ids = LongStream.builder();
        LongStream.Builder offsets = LongStream.builder();
        for (long position = 0; position < window.size(); ) {
            try {
                RecordReader.Extent record = reader.extent(position, RecordReader.MOST_PARTS);
                ids.add(id(record));
                offsets.add(position);
                position = record.end();
            } catch (DamageException e) {
                long next = next(position + Integer.BYTES);
                damages.add(String.format(
                        Locale.ROOT, "%s, bytes %,d to %,d: %s", file.name(), position, next, e.reason()));
                position = next;
            }
        }
        return keyed(ids.build().toArray(), offsets.build().toArray());
    }

    /** A record whose header is damaged has no number; whoever reads it reports the damage. */
    private long id(RecordReader.Extent record) throws IOException {
        try {
            return ImageHeader.read(reader, record).id();
        } catch (DamageException e) {
            return -1;
        }
    }

    private static Records keyed(long[] ids, long[] offsets) {
        boolean areKeys = LongStream.of(ids).allMatch(id -> id >= 0 && id < Integer.MAX_VALUE)
                && LongStream.of(ids).sorted().distinct().count() == ids.length;
        var records = new Records.Builder();
        IntStream.range(0, ids.length).forEach(i -> records.add(areKeys ? (int) ids[i] : i + 1, offsets[i]));
        return records.byKey(repeated -> {});
    }

    /** Where the next record begins, or the end of the file. */
    private long next(long from) throws IOException {
        long position = (from + 3) & ~3L;
        while (position < window.size() && !begins(position)) {
            position += Integer.BYTES;
        }
        return Math.min(position, window.size());
    }

    private boolean begins(long position) throws IOException {
        if (!reader.mayBegin(position)) {
            return false;
        }
        try {
            long end = reader.extent(position, PARTS_AFTER_DAMAGE).end();
            return end >= window.size() || reader.mayBegin(end);
        } catch (DamageException e) {
            return false;
        }
    }
}

package org.likeness.training.loader;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.likeness.core.LikenessException;
import org.likeness.core.Remedy;
import org.likeness.core.file.Sha256;
import org.likeness.core.image.FaceImage;

/**
 * A crop store in a file of any size, {@code docs/formats/crops.md}: a header, a hash table from picture names to offsets, and records. The
 * page cache of the operating system holds what is read often; the Java heap holds nothing.
 *
 * <p>A record is valid only if its name and checksum match, so that neither an interrupted write nor one that is partly visible to another
 * thread is used. Readers therefore take no lock.
 */
public final class CropsInFile implements CropStore {
    private static final byte[] MAGIC = "LIKECROP".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int HEADER = 4096; // a page of its own
    private static final int SLOT = 2 * Long.BYTES;
    private static final int ALIGNMENT = 16;
    private static final int USUAL_SEGMENT = 1 << 28;

    private final Path path;
    private final GrowingFile file;
    private final long slots;
    private final int mostBytes;
    private final AtomicLong end;

    private CropsInFile(Path path, GrowingFile file, long slots, int mostBytes) {
        this.path = path;
        this.file = file;
        this.slots = slots;
        this.mostBytes = mostBytes;
        this.end = new AtomicLong(HEADER + slots * SLOT);
    }

    /**
     * Opens the file, or makes it anew if it is missing, broken, or holds crops of another origin.
     *
     * @param path      its folder is made where it is missing
     * @param origin    all that determines the crops: equal texts, equal pixels
     * @param pictures  whose crops there may be, at most
     * @param mostBytes of the largest crop's pixels
     * @throws LikenessException if it cannot be opened or made, or if another run is using it
     */
    public static CropsInFile open(Path path, String origin, long pictures, int mostBytes) {
        return open(path, origin, pictures, mostBytes, USUAL_SEGMENT);
    }

    /** @param segment bytes that are mapped at once; it decides where records lie, and stands in the header */
    static CropsInFile open(Path path, String origin, long pictures, int mostBytes, int segment) {
        if (segment % HEADER != 0 || mostBytes > segment - CropRecord.HEADER) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "crops of up to %d bytes in segments of %d: one must fit in", mostBytes, segment));
        }
        long slots = 4 * Long.highestOneBit(Math.max(1, pictures)); // less than half of them are ever taken
        ByteBuffer header = header(origin, slots, segment);
        try {
            return opened(path, locked(path), header, slots, mostBytes, segment);
        } catch (IOException e) {
            throw refusal(path, e);
        } catch (UncheckedIOException e) {
            throw refusal(path, new IOException(e.getMessage(), e));
        }
    }

    /** Whatever fails, the channel and with it the lock are given back. */
    private static CropsInFile opened(
            Path path, FileChannel channel, ByteBuffer header, long slots, int mostBytes, int segment)
            throws IOException {
        boolean isOpen = false;
        try {
            CropsInFile known = new CropsInFile(path, new GrowingFile(channel, segment), slots, mostBytes);
            if (!isOf(header, channel) || !known.goesOn(channel.size())) {
                channel.truncate(0);
                channel.write(header, 0);
                known = new CropsInFile(path, new GrowingFile(channel, segment), slots, mostBytes);
            }
            isOpen = true;
            return known;
        } finally {
            if (!isOpen) {
                channel.close();
            }
        }
    }

    private static ByteBuffer header(String origin, long slots, int segment) {
        byte[] hash = Sha256.digest().digest(origin.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.allocate(MAGIC.length + 2 * Integer.BYTES + Long.BYTES + hash.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .putInt(VERSION)
                .putInt(segment)
                .putLong(slots)
                .put(hash)
                .flip();
    }

    private static FileChannel locked(Path path) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (!isLocked(channel)) {
            channel.close();
            throw LikenessException.conflict(
                    String.format(Locale.ROOT, "%s is in use by another run: wait until it ends, or stop it", path));
        }
        return channel;
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // by this very process
        }
    }

    private static boolean isOf(ByteBuffer header, FileChannel channel) throws IOException {
        ByteBuffer found = ByteBuffer.allocate(header.remaining());
        return channel.read(found, 0) == found.capacity() && found.flip().equals(header);
    }

    /**
     * Finds the end of what earlier runs have kept, behind which new records go.
     *
     * @param size of the file
     * @return false if a slot is broken
     */
    private boolean goesOn(long size) {
        long first = end.get();
        long last = 0;
        for (long slot = 0; slot < slots; slot++) {
            long place = file.readLong(HEADER + slot * SLOT + Long.BYTES);
            if (place != 0 && (place < first || place >= size || place % ALIGNMENT != 0)) {
                return false;
            }
            last = Math.max(last, place);
        }
        end.set(last == 0 ? first : aligned(last + CropRecord.HEADER + mostBytes));
        return true;
    }

    @Override
    public Optional<FaceImage> find(String picture) {
        byte[] key = CropRecord.key(picture);
        long place = file.readLong(slot(key) + Long.BYTES);
        boolean isPossible = place > 0 && place < end.get(); // else nothing, or half a slot, was seen
        return isPossible ? CropRecord.read(file, place, key, mostBytes) : Optional.empty();
    }

    /** The slot that is the picture's, or the empty one that would be: the first from where its key says. */
    private long slot(byte[] key) {
        long tag = ByteBuffer.wrap(key).order(ByteOrder.LITTLE_ENDIAN).getLong();
        for (long i = 0; i < slots; i++) {
            long slot = HEADER + ((tag + i) & (slots - 1)) * SLOT;
            if (file.readLong(slot + Long.BYTES) == 0 || file.readLong(slot) == tag) {
                return slot;
            }
        }
        throw new IllegalStateException(String.format(Locale.ROOT, "%s was made for fewer pictures", path));
    }

    @Override
    public void keep(String picture, FaceImage crop) {
        if (crop.rgb().length > mostBytes) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "%s of %d bytes: at most %d were announced", picture, crop.rgb().length, mostBytes));
        }
        byte[] key = CropRecord.key(picture);
        int bytes = CropRecord.HEADER + crop.rgb().length;
        long place = file.room(end.getAndUpdate(from -> aligned(file.room(from, bytes) + bytes)), bytes);
        try {
            file.write(place, CropRecord.bytes(key, crop));
            enter(key, place);
        } catch (IOException e) {
            throw refusal(path, e);
        }
    }

    /** The record is written before its slot: what is entered is there. Only here do writers wait for each other. */
    private synchronized void enter(byte[] key, long place) throws IOException {
        ByteBuffer slot = ByteBuffer.allocate(SLOT)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(key, 0, Long.BYTES)
                .putLong(place)
                .flip();
        file.write(slot(key), slot);
    }

    private static long aligned(long position) {
        return (position + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    private static LikenessException refusal(Path path, IOException e) {
        return new LikenessException(
                LikenessException.Kind.UNAVAILABLE,
                String.format(Locale.ROOT, "pictures cannot be stored in %s: %s", path, e.getMessage()),
                e,
                new Remedy(Remedy.Action.STORE_IN_MEMORY));
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

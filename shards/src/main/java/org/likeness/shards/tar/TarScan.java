package org.likeness.shards.tar;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Consumer;
import org.likeness.shards.file.DamageException;
import org.likeness.shards.file.FileWindow;
import org.likeness.shards.file.SharedFile;
import org.likeness.shards.listing.DamageLog;

/**
 * Lists the members of an archive from its beginning to its end; their data are not read. After a damaged header it goes on with the next sound
 * one, which no library for tar files does. Long names of GNU tar and of POSIX (pax) are read. The lengths that an archive states are compared
 * with the file, and those of names bounded, before they are used.
 */
final class TarScan {
    /** The longest name, and the longest pax header, that is read. */
    private static final int LONGEST_NAME = 1 << 16;

    /** Zeros after which nothing more is searched: archives end in a few kilobytes of them; concatenated ones have them in the middle. */
    private static final long MOST_ZEROS = 1 << 20;

    private static final char GNU_LONG_NAME = 'L';
    private static final char GNU_LONG_LINK = 'K';
    private static final char PAX = 'x';
    private static final char PAX_GLOBAL = 'g';

    private final SharedFile file;
    private final DamageLog damages;
    private final FileWindow window;
    private final byte[] block = new byte[TarBlock.BYTES];
    private String longName = "";
    private long longSize = -1;
    private boolean isSparse;

    private TarScan(SharedFile file, DamageLog damages) {
        this.file = file;
        this.damages = damages;
        this.window = new FileWindow(file, FileWindow.SCAN);
    }

    /**
     * Lists an archive.
     *
     * @param damages told what is no member, and that the archive is cut
     * @param members takes each; the data of the last one may end behind the end of the file
     * @throws IOException if the file cannot be read
     */
    static void list(SharedFile file, DamageLog damages, Consumer<TarMember> members) throws IOException {
        new TarScan(file, damages).list(members);
    }

    private void list(Consumer<TarMember> members) throws IOException {
        long position = 0;
        long zeros = 0;
        boolean isCut = false;
        while (position + TarBlock.BYTES <= file.size() && zeros <= MOST_ZEROS) {
            window.read(position, block, 0, TarBlock.BYTES);
            if (TarBlock.isZero(block)) {
                position += TarBlock.BYTES;
                zeros += TarBlock.BYTES;
                continue;
            }
            zeros = 0;
            try {
                position = member(position, TarBlock.of(block), members);
            } catch (DamageException e) {
                long next = next(position + TarBlock.BYTES);
                damages.add(String.format(
                        Locale.ROOT, "%s, bytes %,d to %,d: %s", file.name(), position, next, e.reason()));
                forgetExtensions();
                position = next;
                isCut = next == file.size();
            }
        }
        if (zeros > MOST_ZEROS) {
            damages.add(String.format(
                    Locale.ROOT,
                    "%s has %,d bytes of zeros before byte %,d: what follows is not read",
                    file.name(),
                    zeros,
                    position));
        } else if (position > file.size()) {
            damages.add(String.format(
                    Locale.ROOT,
                    "%s is truncated: its last member ends at byte %,d, and the file at byte %,d",
                    file.name(),
                    position,
                    file.size()));
        } else if (zeros == 0 && !isCut) {
            damages.add(String.format(
                    Locale.ROOT,
                    file.size() == 0
                            ? "%s is empty (0 bytes)"
                            : "%s ends without the mark of an archive's end: it may be truncated",
                    file.name()));
        }
    }

    /** @return where the next header is due */
    private long member(long position, TarBlock header, Consumer<TarMember> members) throws IOException {
        long start = position + TarBlock.BYTES;
        long size = header.type() == TarMember.FILE && longSize >= 0 ? longSize : header.size();
        if (size > Long.MAX_VALUE - start - TarBlock.BYTES) {
            throw new DamageException(String.format(Locale.ROOT, "a member of %,d bytes", size));
        }
        switch (header.type()) {
            case GNU_LONG_NAME -> longName = upToZero(extension(start, size));
            case PAX -> pax(extension(start, size));
            case GNU_LONG_LINK, PAX_GLOBAL -> {} // of links, and defaults such as a comment
            default -> {
                String name = longName.isEmpty() ? header.name() : longName;
                members.accept(new TarMember(name, start, size, isSparse ? TarMember.SPARSE : header.type()));
                forgetExtensions();
            }
        }
        return start + TarBlock.padded(size);
    }

    /** They are those of one member. */
    private void forgetExtensions() {
        longName = "";
        longSize = -1;
        isSparse = false;
    }

    /** The data of a member that extends the next one's header. */
    private byte[] extension(long start, long size) throws IOException {
        if (size > LONGEST_NAME || size > file.size() - start) {
            throw new DamageException(String.format(
                    Locale.ROOT, "a name or extended header of %,d bytes: at most %,d are read", size, LONGEST_NAME));
        }
        byte[] data = new byte[(int) size];
        window.read(start, data, 0, data.length);
        return data;
    }

    private static String upToZero(byte[] name) {
        int end = 0;
        while (end < name.length && name[end] != 0) {
            end++;
        }
        return new String(name, 0, end, StandardCharsets.UTF_8);
    }

    /** Records {@code LENGTH KEY=VALUE\n}, the length being that of the whole record. */
    private void pax(byte[] header) throws DamageException {
        for (int position = 0; position < header.length; ) {
            int space = position;
            int length = 0;
            while (space < header.length && header[space] >= '0' && header[space] <= '9' && length <= LONGEST_NAME) {
                length = 10 * length + header[space++] - '0';
            }
            if (length <= space - position + 1 || length > header.length - position || header[space] != ' ') {
                throw new DamageException("an extended header whose records are not valid");
            }
            String record = new String(header, space + 1, position + length - space - 2, StandardCharsets.UTF_8);
            if (record.startsWith("path=")) {
                longName = record.substring("path=".length());
            } else if (record.startsWith("size=")) {
                longSize = size(record.substring("size=".length()));
            } else if (record.startsWith("GNU.sparse.")) {
                isSparse = true;
            }
            position += length;
        }
    }

    private static long size(String digits) throws DamageException {
        if (!digits.matches("\\d{1,18}")) {
            throw new DamageException(String.format(Locale.ROOT, "size \"%s\" in an extended header", digits));
        }
        return Long.parseLong(digits);
    }

    /** Where the next sound header lies, or the end of the file. */
    private long next(long from) throws IOException {
        for (long position = from; position + TarBlock.BYTES <= file.size(); position += TarBlock.BYTES) {
            window.read(position, block, 0, TarBlock.BYTES);
            if (TarBlock.isCertain(block)) {
                return position;
            }
        }
        return file.size();
    }
}

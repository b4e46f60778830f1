package org.likeness.model.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.likeness.core.LikenessException;
import org.likeness.core.Remedy;
import org.likeness.core.file.AtomicFile;
import org.likeness.core.file.Sha256;

/**
 * The folder of downloaded models: one folder per entry. A file is stored only with the hash that the catalog states, and its hash is
 * verified each time it is requested.
 */
public final class ModelStore {
    private static final int LOOKED_AT = 200;

    private final Path folder;

    /** @param folder made when the first file comes */
    public ModelStore(Path folder) {
        this.folder = folder;
    }

    /** The folder, which need not exist. */
    public Path folder() {
        return folder;
    }

    /** Where a file of an entry lies, or will lie. */
    public Path path(CatalogEntry entry, PublishedFile file) {
        return folder.resolve(entry.name()).resolve(file.name());
    }

    /**
     * A file that was fetched before.
     *
     * @throws LikenessException if it was changed since, or cannot be read
     */
    public Optional<Path> find(CatalogEntry entry, PublishedFile file) {
        Path path = path(entry, file);
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        String found = Sha256.of(path);
        if (!found.equals(file.sha256())) {
            throw new LikenessException(
                    LikenessException.Kind.CORRUPT,
                    String.format(
                            Locale.ROOT,
                            "%s was modified after download: its sha256 is %s, not %s",
                            path,
                            found,
                            file.sha256()),
                    new Remedy(Remedy.Action.DOWNLOAD_AGAIN, entry.name()));
        }
        return Optional.of(path);
    }

    /**
     * A file that must have been fetched before.
     *
     * @throws LikenessException if it was not, was changed since, or cannot be read
     */
    public Path fetched(CatalogEntry entry, PublishedFile file) {
        return find(entry, file)
                .orElseThrow(() -> new LikenessException(
                        LikenessException.Kind.NOT_FOUND,
                        String.format(Locale.ROOT, "%s has not been downloaded", entry.name()),
                        new Remedy(Remedy.Action.DOWNLOAD, entry.name())));
    }

    /**
     * Takes a file in, if it is what the catalog states; else nothing is left of it.
     *
     * @param contents read to the end, not closed
     * @param from     where it comes from, for the message
     * @return where it lies now
     * @throws RejectedFileException if it is another file
     * @throws LikenessException         if it cannot be written
     */
    Path accept(CatalogEntry entry, PublishedFile file, InputStream contents, String from)
            throws RejectedFileException {
        Path path = path(entry, file);
        try {
            AtomicFile.write(path, out -> Copy.of(contents, out, file, from).requireStated(file, from));
        } catch (LikenessException e) {
            if (e.getCause() instanceof RejectedFileException rejected) {
                throw rejected;
            }
            throw e;
        }
        return path;
    }

    /**
     * What was copied.
     */
    private static final class Copy {
        private final long bytes;
        private final String sha256;
        private final byte[] start;

        /**
         * @param bytes  how many; at most one more than the catalog states
         * @param sha256 of them
         * @param start  the first of them
         */
        private Copy(long bytes, String sha256, byte[] start) {
            this.bytes = bytes;
            this.sha256 = sha256;
            this.start = start;
        }

        static Copy of(InputStream in, OutputStream out, PublishedFile file, String from) throws IOException {
            CountingStream counting = new CountingStream(in, file.bytes().orElse(CountingStream.LARGEST), LOOKED_AT);
            byte[] buffer = new byte[1 << 16];
            for (int count = read(counting, buffer, from); count >= 0; count = read(counting, buffer, from)) {
                out.write(buffer, 0, count);
            }
            return new Copy(counting.bytes(), counting.sha256(), counting.start());
        }

        private static int read(InputStream in, byte[] buffer, String from) throws RejectedFileException {
            try {
                return in.read(buffer);
            } catch (IOException e) {
                throw new RejectedFileException(
                        String.format(Locale.ROOT, "%s cannot be read to its end: %s", from, e.getMessage()));
            }
        }

        void requireStated(PublishedFile file, String from) throws RejectedFileException {
            if (!sha256.equals(file.sha256())) {
                throw new RejectedFileException(String.format(Locale.ROOT, "%s gives %s", from, described(file)));
            }
        }

        private String described(PublishedFile file) {
            String text = new String(start, StandardCharsets.ISO_8859_1).strip();
            String lower = text.toLowerCase(Locale.ROOT);
            if (lower.startsWith("<!doctype html") || lower.startsWith("<html")) {
                return "a web page, not the file";
            }
            if (lower.startsWith("version https://git-lfs")) {
                return "a pointer of Git LFS, not the file: fetch the file itself";
            }
            long due = file.bytes().orElse(-1L);
            if (due >= 0 && bytes != due) {
                return String.format(
                        Locale.ROOT,
                        "%s bytes; the file has %,d",
                        bytes > due
                                ? String.format(Locale.ROOT, "more than %,d", due)
                                : String.format(Locale.ROOT, "%,d", bytes),
                        due);
            }
            return String.format(Locale.ROOT, "another file: its sha256 is %s, not %s", sha256, file.sha256());
        }
    }
}

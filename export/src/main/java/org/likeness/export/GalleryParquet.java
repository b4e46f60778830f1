package org.likeness.export;

import com.jerolba.carpet.CarpetReader;
import com.jerolba.carpet.CarpetWriter;
import com.jerolba.carpet.CloseableIterator;
import com.jerolba.carpet.io.FileSystemInputFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.likeness.core.LikenessException;
import org.likeness.core.Printable;
import org.likeness.core.file.AtomicFile;
import org.likeness.core.image.codec.UnreadablePictureException;
import org.likeness.gallery.Gallery;
import org.likeness.gallery.PersonCopy;
import org.likeness.gallery.exchange.GalleryExchange;
import org.likeness.gallery.exchange.GalleryExchange.Header;
import org.likeness.gallery.exchange.GalleryLines;

/** A gallery as a Parquet file: a row for each person with all faces. The header is an entry of the file's metadata. */
final class GalleryParquet {
    private static final String HEADER = "likeness.gallery";

    private GalleryParquet() {}

    static void write(Gallery gallery, Path file) {
        String header = GalleryLines.headerLine(gallery);
        AtomicFile.write(file, out -> {
            try (CarpetWriter<PersonRow> writer = ParquetOutput.writer(out, PersonRow.class, HEADER, header)) {
                for (Iterator<PersonCopy> people = GalleryExchange.people(gallery); people.hasNext(); ) {
                    writer.write(PersonRow.of(people.next()));
                }
            }
        });
    }

    static Header header(Path file) {
        requireReadable(file);
        String header;
        try (ParquetFileReader reader = ParquetFileReader.open(new FileSystemInputFile(file.toFile()))) {
            header = reader.getFileMetaData().getKeyValueMetaData().get(HEADER);
        } catch (IOException | RuntimeException e) { // what Parquet throws for bytes that are none
            throw damaged(file, "it is no Parquet file, or not all of one", e);
        }
        if (header == null) {
            throw LikenessException.unsupported(
                    String.format(Locale.ROOT, "%s is no exported gallery: its metadata has no %s", file, HEADER));
        }
        try {
            return GalleryLines.header(header);
        } catch (IllegalArgumentException e) {
            throw LikenessException.unsupported(
                    String.format(Locale.ROOT, "%s, metadata %s: %s", file, HEADER, e.getMessage()), e);
        }
    }

    private static void requireReadable(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            in.read();
        } catch (IOException e) {
            throw LikenessException.unavailable(
                    String.format(Locale.ROOT, "%s cannot be read: %s. Choose an exported file", file, e), e);
        }
    }

    static int read(Gallery gallery, Path file) {
        Header header = header(file);
        try (People people = new People(file)) {
            return GalleryExchange.add(gallery, header, people);
        }
    }

    private static LikenessException damaged(Path file, String how, Exception cause) {
        return LikenessException.corrupt(
                String.format(Locale.ROOT, "%s: %s. Export the gallery again", file, how), cause);
    }

    /** The people of a file, one after another. */
    private static final class People implements Iterator<PersonCopy>, AutoCloseable {
        private final Path file;
        private final CloseableIterator<PersonRow> rows;
        private int number; // of the row that was read last

        private People(Path file) {
            this.file = file;
            try {
                rows = new CarpetReader<>(file.toFile(), PersonRow.class)
                        .withFailOnNullForPrimitives(true)
                        .iterator();
            } catch (RuntimeException e) {
                throw failure(e);
            }
        }

        @Override
        public boolean hasNext() {
            try {
                return rows.hasNext();
            } catch (RuntimeException e) {
                throw failure(e);
            }
        }

        @Override
        public PersonCopy next() {
            number++;
            try {
                return rows.next().person();
            } catch (UnreadablePictureException e) {
                throw damaged(file, String.format(Locale.ROOT, "row %,d: %s", number, e.reason()), e);
            } catch (IllegalArgumentException | LikenessException e) {
                throw damaged(
                        file,
                        String.format(
                                Locale.ROOT,
                                "row %,d: %s",
                                number,
                                Printable.firstLine(String.valueOf(e.getMessage()))),
                        e);
            } catch (RuntimeException e) {
                throw failure(e);
            }
        }

        /** What Parquet throws for bytes that are no rows names objects in memory. */
        private LikenessException failure(Exception cause) {
            return damaged(file, String.format(Locale.ROOT, "row %,d cannot be read", number), cause);
        }

        @Override
        public void close() {
            try {
                rows.close();
            } catch (IOException e) {
                throw failure(e);
            }
        }
    }
}

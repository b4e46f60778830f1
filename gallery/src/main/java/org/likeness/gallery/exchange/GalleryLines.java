package org.likeness.gallery.exchange;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.likeness.core.LikenessException;
import org.likeness.core.Printable;
import org.likeness.core.embedding.EncoderId;
import org.likeness.core.file.AtomicFile;
import org.likeness.core.image.codec.UnreadablePictureException;
import org.likeness.gallery.Gallery;
import org.likeness.gallery.PersonCopy;
import org.likeness.gallery.exchange.GalleryExchange.Header;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A gallery as JSON Lines, with everything but its history: a header, then a line for each person with all faces. */
public final class GalleryLines {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private GalleryLines() {}

    /**
     * Writes a gallery to a file, which is whole or not there.
     *
     * @throws LikenessException if the file cannot be written
     */
    public static void write(Gallery gallery, Path file) {
        AtomicFile.write(file, out -> write(gallery, out));
    }

    /** Writes a gallery to a stream, which stays open. */
    public static void write(Gallery gallery, OutputStream out) throws IOException {
        EncoderId current = gallery.space();
        line(out, ExchangeLine.Header.of(Header.of(gallery)));
        for (Iterator<PersonCopy> people = GalleryExchange.people(gallery); people.hasNext(); ) {
            PersonCopy person = people.next();
            line(
                    out,
                    ExchangeLine.Someone.of(
                            person, JSON.readTree(person.details().metadata().json()), current));
        }
    }

    /** The header of a gallery's file as its first line. */
    public static String headerLine(Gallery gallery) {
        return JSON.writeValueAsString(ExchangeLine.Header.of(Header.of(gallery)));
    }

    /**
     * Reads a first line.
     *
     * @throws IllegalArgumentException if it is none, or of another version; the message says what it is instead
     */
    public static Header header(String line) {
        try {
            ExchangeLine.Header header = JSON.readValue(line, ExchangeLine.Header.class);
            if (header == null) {
                throw new IllegalArgumentException(LineFault.NO_OBJECT);
            }
            if (!header.isSupported()) {
                throw new IllegalArgumentException(header.otherFormat());
            }
            return header.header();
        } catch (JacksonException e) {
            throw new IllegalArgumentException(LineFault.of(e), e);
        }
    }

    private static void line(OutputStream out, Object value) throws IOException {
        out.write(JSON.writeValueAsString(value).getBytes(StandardCharsets.UTF_8));
        out.write('\n');
    }

    /**
     * Reads the header of a file.
     *
     * @throws LikenessException if it is not an exchange file, or of another version
     */
    public static Header header(Path file) {
        try (Lines lines = new Lines(file)) {
            return lines.header();
        }
    }

    /**
     * Adds all people of a file to a gallery, in one change. Their ids are kept if the gallery is new.
     *
     * @return how many people were added
     * @throws LikenessException if the file is damaged, of another encoder or another way of obtaining faces, or if somebody in the gallery
     *     has one of its external ids; nothing is added then
     */
    public static int read(Gallery gallery, Path file) {
        try (Lines lines = new Lines(file)) {
            return read(gallery, lines);
        }
    }

    /**
     * Adds all people of an exported file that is in memory.
     *
     * @param name of the file, for messages
     * @see #read(Gallery, Path)
     */
    public static int read(Gallery gallery, String name, byte[] content) {
        try (Lines lines = new Lines(
                name,
                new BufferedReader(new InputStreamReader(new ByteArrayInputStream(content), StandardCharsets.UTF_8)))) {
            return read(gallery, lines);
        }
    }

    private static int read(Gallery gallery, Lines lines) {
        return GalleryExchange.add(gallery, lines.header(), lines);
    }

    /** The people of a file, one after another. */
    private static final class Lines implements Iterator<PersonCopy>, AutoCloseable {
        private final String file;
        private final BufferedReader reader;
        private @Nullable String next;
        private int number; // of the line that was read last
        private @Nullable EncoderId space;

        private Lines(String file, BufferedReader reader) {
            this.file = file;
            this.reader = reader;
        }

        private Lines(Path file) {
            this.file = file.toString();
            try {
                this.reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw LikenessException.unavailable(
                        String.format(Locale.ROOT, "%s cannot be read: %s. Choose an exported file", file, e), e);
            }
        }

        /** The first thing that is read. */
        Header header() {
            next = line();
            ExchangeLine.Header header = parse(ExchangeLine.Header.class);
            if (!header.isSupported()) {
                throw LikenessException.unsupported(file + " " + header.otherFormat());
            }
            try {
                Header read = header.header();
                space = read.space();
                return read;
            } catch (IllegalArgumentException e) {
                throw failure(String.valueOf(e.getMessage()), e);
            }
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public PersonCopy next() {
            EncoderId of = space;
            if (of == null) {
                throw new IllegalStateException("the header is read first");
            }
            ExchangeLine.Someone someone = parse(ExchangeLine.Someone.class);
            try {
                return someone.person(of);
            } catch (UnreadablePictureException e) {
                throw failure(e.reason(), e);
            } catch (IllegalArgumentException | LikenessException e) {
                throw failure(String.valueOf(e.getMessage()), e);
            }
        }

        private <T> T parse(Class<T> type) {
            String line = next;
            if (line == null && number > 0) {
                throw new NoSuchElementException();
            }
            number++;
            if (line == null) {
                throw failure("is empty", new NoSuchElementException());
            }
            try {
                T value = JSON.readValue(line, type);
                if (value == null) {
                    throw failure(LineFault.NO_OBJECT, new NoSuchElementException());
                }
                next = line();
                return value;
            } catch (JacksonException e) {
                throw failure(LineFault.of(e), e);
            }
        }

        private @Nullable String line() {
            try {
                return reader.readLine();
            } catch (IOException e) {
                throw failure("the next line cannot be read: " + Printable.firstLine(e), e);
            }
        }

        private LikenessException failure(String reason, Exception cause) {
            return LikenessException.corrupt(
                    String.format(Locale.ROOT, "%s, line %d: %s. Export the gallery again", file, number, reason),
                    cause);
        }

        @Override
        public void close() {
            try {
                reader.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

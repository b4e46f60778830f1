package org.likeness.gallery.exchange;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.likeness.core.LikenessException;
import org.likeness.core.Printable;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.embedding.EncoderId;
import org.likeness.core.file.AtomicFile;
import org.likeness.core.image.codec.UnreadablePictureException;
import org.likeness.gallery.Gallery;
import org.likeness.gallery.GallerySpace;
import org.likeness.gallery.Person;
import org.likeness.gallery.PersonCopy;
import org.likeness.gallery.PersonId;
import org.likeness.gallery.Spaces;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A gallery as JSON Lines, with everything but its history: a header, then a line for each person with all faces. */
public final class GalleryLines {
    private static final int PAGE = 1000;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private GalleryLines() {}

    /**
     * The beginning of an exchange file: what a gallery for it has to have.
     *
     * @param space      the current one
     * @param extraction how its faces were obtained, if that is known
     * @param others     further spaces
     */
    public record Header(EncoderId space, Optional<FaceExtraction> extraction, List<OtherSpace> others) {
        public Header {
            others = List.copyOf(others);
        }
    }

    /** A space besides the current one. */
    public record OtherSpace(EncoderId space, Optional<FaceExtraction> extraction) {}

    /**
     * Writes a gallery to a file, which is whole or not there.
     *
     * @throws LikenessException if the file cannot be written
     */
    public static void write(Gallery gallery, Path file) {
        EncoderId current = gallery.space();
        AtomicFile.write(file, out -> {
            line(out, ExchangeLine.Header.of(gallery));
            Optional<PersonId> last = Optional.empty();
            for (List<Person> page = gallery.people(last, PAGE); !page.isEmpty(); page = gallery.people(last, PAGE)) {
                for (Person person : page) {
                    line(
                            out,
                            ExchangeLine.Someone.of(
                                    PersonCopy.of(gallery, person),
                                    JSON.readTree(person.details().metadata().json()),
                                    current));
                }
                last = Optional.of(page.get(page.size() - 1).id());
            }
        });
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
            Header header = lines.header();
            Spaces.requireSame(gallery.name(), gallery.space(), header.space());
            if (header.extraction().isPresent() && gallery.extraction().isPresent()) {
                gallery.extraction()
                        .get()
                        .requireSame(gallery.name(), header.extraction().get());
            }
            Set<EncoderId> held =
                    gallery.spaces().list().stream().map(GallerySpace::encoder).collect(Collectors.toSet());
            List<OtherSpace> added = header.others().stream()
                    .filter(other -> !held.contains(other.space()))
                    .toList();
            header.others().forEach(other -> gallery.spaces().prepare(other.space(), other.extraction()));
            try {
                return gallery.add(lines);
            } catch (RuntimeException e) {
                added.forEach(other -> gallery.spaces().remove(other.space()));
                throw e;
            }
        }
    }

    /** The people of a file, one after another. */
    private static final class Lines implements Iterator<PersonCopy>, AutoCloseable {
        private final Path file;
        private final BufferedReader reader;
        private @Nullable String next;
        private int number; // of the line that was read last
        private @Nullable EncoderId space;

        private Lines(Path file) {
            this.file = file;
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
            if (!ExchangeLine.FORMAT.equals(header.format()) || header.version() != ExchangeLine.VERSION) {
                throw LikenessException.unsupported(String.format(
                        Locale.ROOT,
                        "%s has format \"%s\", version %d: \"%s\", version %d is expected",
                        file,
                        header.format(),
                        header.version(),
                        ExchangeLine.FORMAT,
                        ExchangeLine.VERSION));
            }
            try {
                ExchangeLine.require("space", header.space());
                space = new EncoderId(header.space());
                return new Header(
                        space,
                        extraction(header.extraction()),
                        header.others().stream()
                                .map(other -> new OtherSpace(other.encoder(), extraction(other.extraction())))
                                .toList());
            } catch (IllegalArgumentException e) {
                throw failure(String.valueOf(e.getMessage()), e);
            }
        }

        private static Optional<FaceExtraction> extraction(ExchangeLine.@Nullable Extraction extraction) {
            return Optional.ofNullable(extraction).map(ExchangeLine.Extraction::extraction);
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
                next = line();
                return value;
            } catch (JacksonException e) {
                throw failure(Printable.firstLine(e.getOriginalMessage()), e);
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

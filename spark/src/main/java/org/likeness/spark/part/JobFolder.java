package org.likeness.spark.part;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.likeness.core.LikenessException;
import org.likeness.core.file.AtomicFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The folder of a job that writes files for each part of a set: {@code part-00000.parquet}, …, reports of the parts that are done, and a file
 * that says what all have in common.
 *
 * @param <S> what the parts have in common
 * @param <R> what became of a part
 */
public final class JobFolder<S extends JobFolder.Settings, R extends JobFolder.Report> {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;
    private final Kind kind;
    private final Path settingsFile;
    private final Class<S> settings;
    private final Class<R> report;
    private final int version;

    /** What a folder is for; each has a name of its own for the file with the settings, so that no job writes over the parts of another. */
    public enum Kind {
        EMBEDDINGS("embedding.json"),
        INSPECTION("inspection.json"),
        NEGATIVES("negatives.json");

        private final String file;

        Kind(String file) {
            this.file = file;
        }

        /** The name of the file with the settings. */
        public String file() {
            return file;
        }
    }

    /** What all parts have in common. */
    public interface Settings {
        /** Of the format. */
        int version();

        /** What the folder holds. */
        String text();
    }

    /** What became of a part. */
    public interface Report {
        SetPart part();

        /** What tells what the part was made of from something later. */
        String source();
    }

    /**
     * @param folder  is absolute: executors have working folders of their own
     * @param kind    of job
     * @param version of the format that is read
     */
    public JobFolder(Path folder, Kind kind, int version, Class<S> settings, Class<R> report) {
        this.folder = folder;
        this.kind = kind;
        this.settingsFile = folder.resolve(kind.file());
        this.version = version;
        this.settings = settings;
        this.report = report;
    }

    /**
     * Begins the folder, or goes on with one that was begun with the same settings.
     *
     * @throws LikenessException if it has others, is that of another kind of job, or cannot be written
     */
    public void begin(S wanted) {
        make();
        for (Kind other : Kind.values()) {
            if (other != kind && Files.exists(folder.resolve(other.file()))) {
                throw LikenessException.conflict(String.format(
                        Locale.ROOT,
                        "%s holds what another job has made (%s): choose another folder",
                        folder,
                        other.file()));
            }
        }
        Optional<S> earlier = settings();
        if (earlier.isPresent() && !earlier.get().equals(wanted)) {
            throw LikenessException.conflict(String.format(
                    Locale.ROOT,
                    "%s holds %s, not %s: choose another folder",
                    folder,
                    earlier.get().text(),
                    wanted.text()));
        }
        if (earlier.isEmpty()) {
            store(settingsFile, wanted);
        }
    }

    private void make() {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw LikenessException.unavailable(
                    String.format(Locale.ROOT, "the folder %s cannot be made: %s. Choose another one", folder, e), e);
        }
    }

    /** The settings that the folder was begun with; nothing if it was not. */
    public Optional<S> settings() {
        Optional<S> found = read(settingsFile, settings);
        found.filter(one -> one.version() != version).ifPresent(one -> {
            throw LikenessException.unsupported(String.format(
                    Locale.ROOT, "%s is of version %d: version %d is expected", settingsFile, one.version(), version));
        });
        return found;
    }

    /**
     * The parts that are left to do.
     *
     * @param source of a part, as it is now
     * @param done   takes the reports of the others: those whose part is whole, and whose source has not changed since
     */
    public List<SetPart> left(List<SetPart> parts, Function<SetPart, String> source, Collection<R> done) {
        List<SetPart> left = new ArrayList<>();
        for (SetPart part : parts) {
            report(part.name())
                    .filter(found -> found.part().equals(part)
                            && found.source().equals(source.apply(part))
                            && Files.exists(file(part)))
                    .ifPresentOrElse(done::add, () -> left.add(part));
        }
        return left;
    }

    /** The reports of parts, as far as they are there. */
    public List<R> reports(List<SetPart> parts) {
        return parts.stream().flatMap(part -> report(part.name()).stream()).toList();
    }

    /** The report of a part, by its name. */
    public Optional<R> report(String part) {
        return read(folder.resolve(part + ".json"), report);
    }

    /** Writes a report, after the part's file: it says that both are whole. */
    public void write(R done) {
        store(folder.resolve(done.part().name() + ".json"), done);
    }

    /** The Parquet file of a part. */
    public Path file(SetPart part) {
        return folder.resolve(part.name() + ".parquet");
    }

    /** What tells a part's file from a later one under its path; nothing does for folders. */
    public static String source(SetPart part) {
        Path file = Path.of(part.set());
        try {
            return Files.isDirectory(file)
                    ? "folder"
                    : String.format(
                            Locale.ROOT,
                            "%d bytes of %s",
                            Files.size(file),
                            Files.getLastModifiedTime(file).toInstant());
        } catch (IOException e) {
            throw LikenessException.unavailable(
                    String.format(Locale.ROOT, "%s cannot be read: %s", file, e.getMessage()), e);
        }
    }

    private static void store(Path file, Object document) {
        AtomicFile.write(file, out -> out.write(JSON.writeValueAsBytes(document)));
    }

    private static <T> Optional<T> read(Path file, Class<T> kind) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(file), kind));
        } catch (IOException | JacksonException e) {
            throw LikenessException.corrupt(
                    String.format(Locale.ROOT, "%s cannot be read: %s. Remove it", file, e.getMessage()), e);
        }
    }
}

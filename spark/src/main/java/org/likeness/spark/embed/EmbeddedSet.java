package org.likeness.spark.embed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.likeness.core.LikenessException;
import org.likeness.core.embedding.EncoderId;
import org.likeness.core.file.AtomicFile;
import org.likeness.spark.part.SetPart;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A folder with the embeddings of a set: {@code embedding.json}, and for each part a file of embeddings and a report. Described in
 * {@code docs/formats/cluster.md}.
 */
public final class EmbeddedSet {
    private static final String SETTINGS = "embedding.json";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;
    private final Settings settings;
    private final List<PartReport> reports;

    private EmbeddedSet(Path folder, Settings settings, List<PartReport> reports) {
        this.folder = folder;
        this.settings = settings;
        this.reports = reports;
    }

    /**
     * What all parts of a folder have in common.
     *
     * @param version of the format
     * @param encoder the space, 64 hexadecimal digits
     * @param mirror  whether embeddings are means with the mirror image's
     * @param set     the path of the set
     * @param parts   number of them
     */
    record Settings(int version, String encoder, boolean mirror, String set, int parts) {
        static final int VERSION = 1;

        private String text() {
            return String.format(
                    Locale.ROOT,
                    "%s in %,d parts by encoder %s%s",
                    set,
                    parts,
                    new EncoderId(encoder).brief(),
                    mirror ? " with mirror images" : "");
        }
    }

    /**
     * Opens a folder whose parts are all embedded.
     *
     * @throws LikenessException if it is none, or parts are missing
     */
    public static EmbeddedSet open(Path given) {
        Path folder = given.toAbsolutePath(); // executors have working folders of their own
        Settings settings = settings(folder)
                .orElseThrow(() -> LikenessException.notFound(String.format(
                        Locale.ROOT, "%s has no %s: it is no set that was embedded on a cluster", folder, SETTINGS)));
        List<PartReport> reports = new ArrayList<>();
        for (int part = 0; part < settings.parts(); part++) {
            report(folder, SetPart.name(part)).ifPresent(reports::add);
        }
        if (reports.size() < settings.parts()) {
            throw LikenessException.conflict(String.format(
                    Locale.ROOT,
                    "%s: %,d of %,d parts are embedded: embed the set again, which goes on with the others",
                    folder,
                    reports.size(),
                    settings.parts()));
        }
        return new EmbeddedSet(folder, settings, reports);
    }

    /** The encoder's space, 64 hexadecimal digits. */
    public String space() {
        return settings.encoder();
    }

    /** What became of each part, in their order. */
    public List<PartReport> reports() {
        return reports;
    }

    /** The file with the embeddings of a part. */
    public Path file(PartReport report) {
        return embeddings(folder, report.part());
    }

    /** The files of parts that have embeddings. */
    public List<Path> files() {
        return reports.stream()
                .filter(report -> report.embedded() > 0)
                .map(report -> embeddings(folder, report.part()))
                .toList();
    }

    /** The squared length of the longest embedding. */
    public double longest() {
        return reports.stream().mapToDouble(PartReport::longest).max().orElse(0);
    }

    /** Begins a folder, or goes on with one that was begun with the same settings. */
    static void begin(Path folder, Settings settings) {
        Optional<Settings> earlier = settings(folder);
        if (earlier.isPresent() && !earlier.get().equals(settings)) {
            throw LikenessException.conflict(String.format(
                    Locale.ROOT,
                    "%s holds the embeddings of %s, not of %s: choose another folder",
                    folder,
                    earlier.get().text(),
                    settings.text()));
        }
        if (earlier.isEmpty()) {
            store(folder.resolve(SETTINGS), settings);
        }
    }

    private static Optional<Settings> settings(Path folder) {
        Optional<Settings> settings = read(folder.resolve(SETTINGS), Settings.class);
        settings.filter(found -> found.version() != Settings.VERSION).ifPresent(found -> {
            throw LikenessException.unsupported(String.format(
                    Locale.ROOT,
                    "%s is of version %d: version %d is expected",
                    folder.resolve(SETTINGS),
                    found.version(),
                    Settings.VERSION));
        });
        return settings;
    }

    /** The report of a part that is whole, and whose source has not changed since. */
    static Optional<PartReport> valid(Path folder, SetPart part) {
        return report(folder, part.name())
                .filter(report -> report.part().equals(part)
                        && report.source().equals(source(part))
                        && Files.exists(embeddings(folder, part)));
    }

    private static Optional<PartReport> report(Path folder, String part) {
        return read(folder.resolve(part + ".json"), PartReport.class);
    }

    static void write(Path folder, PartReport report) {
        store(folder.resolve(report.part().name() + ".json"), report);
    }

    static Path embeddings(Path folder, SetPart part) {
        return folder.resolve(part.name() + ".parquet");
    }

    /** What tells a part's file from a later one under its path; nothing does for folders. */
    static String source(SetPart part) {
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

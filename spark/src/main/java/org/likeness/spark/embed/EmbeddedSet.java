package org.likeness.spark.embed;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.likeness.core.LikenessException;
import org.likeness.core.embedding.EncoderId;
import org.likeness.spark.part.JobFolder;
import org.likeness.spark.part.PartGroup;
import org.likeness.spark.part.SetPart;

/**
 * A folder with the embeddings of a set: {@code embedding.json}, and for each part a file of embeddings and a report. Described in
 * {@code docs/formats/cluster.md}.
 */
public final class EmbeddedSet {
    private final JobFolder<Settings, PartReport> folder;
    private final Settings settings;
    private final List<PartReport> reports;

    private EmbeddedSet(JobFolder<Settings, PartReport> folder, Settings settings, List<PartReport> reports) {
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
     * @param finding how faces were found; null if the pictures were faces
     */
    record Settings(
            int version,
            String encoder,
            boolean mirror,
            String set,
            int parts,
            @Nullable String finding) implements JobFolder.Settings {
        static final int VERSION = 1;

        @Override
        public String text() {
            return String.format(
                    Locale.ROOT,
                    "the embeddings of %s in %,d parts by encoder %s%s%s",
                    set,
                    parts,
                    new EncoderId(encoder).brief(),
                    mirror ? " with mirror images" : "",
                    finding == null ? "" : ", faces found by " + finding);
        }
    }

    /**
     * Opens a folder whose parts are all embedded.
     *
     * @throws LikenessException if it is none, or parts are missing
     */
    public static EmbeddedSet open(Path given) {
        Path absolute = given.toAbsolutePath(); // executors have working folders of their own
        JobFolder<Settings, PartReport> folder = folder(absolute);
        Settings settings = folder.settings()
                .orElseThrow(() -> LikenessException.notFound(String.format(
                        Locale.ROOT,
                        "%s has no %s: it is no set that was embedded on a cluster",
                        absolute,
                        JobFolder.Kind.EMBEDDINGS.file())));
        List<PartReport> reports = new ArrayList<>();
        for (int part = 0; part < settings.parts(); part++) {
            folder.report(SetPart.name(part)).ifPresent(reports::add);
        }
        if (reports.size() < settings.parts()) {
            throw LikenessException.conflict(String.format(
                    Locale.ROOT,
                    "%s: %,d of %,d parts are embedded: embed the set again, which goes on with the others",
                    absolute,
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
        return folder.file(report.part());
    }

    /** The files of parts that have embeddings. */
    public List<Path> files() {
        return reports.stream()
                .filter(report -> report.embedded() > 0)
                .map(this::file)
                .toList();
    }

    /** All files, each with its number of embeddings. */
    public List<PartGroup.PartFile> partFiles() {
        return reports.stream()
                .map(report -> new PartGroup.PartFile(file(report), report.embedded()))
                .toList();
    }

    /** The squared length of the longest embedding. */
    public double longest() {
        return reports.stream().mapToDouble(PartReport::longest).max().orElse(0);
    }

    /** The folder, to be embedded into. */
    static JobFolder<Settings, PartReport> folder(Path folder) {
        return new JobFolder<>(folder, JobFolder.Kind.EMBEDDINGS, Settings.VERSION, Settings.class, PartReport.class);
    }
}

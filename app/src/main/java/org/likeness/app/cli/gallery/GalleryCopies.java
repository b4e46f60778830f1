package org.likeness.app.cli.gallery;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.likeness.api.client.GalleryClient;
import org.likeness.api.gallery.GalleryFileAnswer;
import org.likeness.api.gallery.GalleryStatsAnswer;
import org.likeness.api.service.ImportedGalleryAnswer;
import org.likeness.app.cli.option.ServerOption;
import org.likeness.app.cli.text.Output;
import org.likeness.core.LikenessException;
import org.likeness.export.GalleryFile;
import org.likeness.gallery.Gallery;
import org.likeness.gallery.GalleryStats;
import org.likeness.gallery.exchange.GalleryExchange;
import org.likeness.gallery.store.SqliteGallery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The commands that copy a gallery. */
final class GalleryCopies {
    private static final String HOLDS = "%s now holds %,d people with %,d faces";
    private static final String PARQUET = ".parquet";

    private GalleryCopies() {}

    @Command(
            name = "backup",
            mixinStandardHelpOptions = true,
            description = "Write a copy of a gallery to a new file, also while others use the gallery.",
            footer = {"", "Example: likeness gallery backup --gallery staff.db staff-monday.db"})
    static final class BackupCommand implements Callable<Integer> {
        @Mixin
        private final GalleryOption gallery = new GalleryOption();

        @Parameters(paramLabel = "FILE", description = "A new file.")
        @SuppressWarnings("NullAway.Init") // required
        private Path target;

        @Mixin
        private final Output output = new Output();

        @Override
        public Integer call() {
            try (SqliteGallery opened = SqliteGallery.open(gallery.file(), gallery.options())) {
                opened.backup(target);
            }
            try (SqliteGallery copy = SqliteGallery.open(target, gallery.options())) {
                answer(output, gallery, target, copy.stats(), HOLDS);
            }
            return 0;
        }
    }

    @Command(
            name = "restore",
            mixinStandardHelpOptions = true,
            description = {
                "Replace everything in a gallery by a backup, also while others use the gallery.",
                "A gallery that does not exist is created."
            },
            footer = {"", "Example: likeness gallery restore --gallery staff.db staff-monday.db"})
    static final class RestoreCommand implements Callable<Integer> {
        @Mixin
        private final GalleryOption gallery = new GalleryOption();

        @Parameters(paramLabel = "FILE", description = "Backup, written by likeness gallery backup.")
        @SuppressWarnings("NullAway.Init") // required
        private Path backup;

        @Mixin
        private final Output output = new Output();

        @Override
        public Integer call() {
            if (Files.exists(gallery.file())) {
                try (SqliteGallery opened = SqliteGallery.open(gallery.file(), gallery.options())) {
                    opened.restore(backup);
                }
            } else {
                SqliteGallery.restore(backup, gallery.file(), gallery.options());
            }
            try (Gallery opened = gallery.open()) {
                answer(output, gallery, backup, opened.stats(), "restored from %s: %,d people with %,d faces");
            }
            return 0;
        }
    }

    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description = {
                "Write all people and faces of a gallery to a file, with embeddings and kept pictures.",
                "Everything but the history; likeness gallery import reads it."
            },
            footer = {
                "",
                "Examples:",
                "  likeness gallery export --gallery staff.db staff.jsonl",
                "  likeness gallery export --gallery staff.db staff.parquet"
            })
    static final class ExportCommand implements Callable<Integer> {
        @Mixin
        private final GalleryOption gallery = new GalleryOption();

        @Mixin
        private final ServerOption server = new ServerOption();

        @Mixin
        private final Output output = new Output();

        @Parameters(
                paramLabel = "FILE",
                description = "Created, or replaced: Parquet if its name ends in .parquet, else JSON Lines.")
        @SuppressWarnings("NullAway.Init") // required
        private Path target;

        @Override
        public Integer call() {
            Optional<GalleryClient> remote = server.client().map(gallery::onServer);
            if (remote.isPresent()) {
                requireLines(target);
                remote.get().exportTo(target);
                GalleryStatsAnswer stats = remote.get().stats();
                answer(output, gallery, target, stats.peopleCount(), stats.faceCount(), HOLDS);
                return 0;
            }
            try (Gallery opened = gallery.open()) {
                new GalleryFile(target).write(opened);
                answer(output, gallery, target, opened.stats(), HOLDS);
            }
            return 0;
        }
    }

    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = {
                "Add all people and faces of an exported file to a gallery, which is created if it does not exist.",
                "A new gallery keeps their ids. The import can be undone with likeness gallery undo."
            },
            footer = {"", "Example: likeness gallery import --gallery copy.db staff.jsonl"})
    static final class ImportCommand implements Callable<Integer> {
        @Mixin
        private final GalleryOption gallery = new GalleryOption();

        @Mixin
        private final ServerOption server = new ServerOption();

        @Parameters(paramLabel = "FILE", description = "Written by likeness gallery export.")
        @SuppressWarnings("NullAway.Init") // required
        private Path source;

        @Mixin
        private final Output output = new Output();

        @Override
        public Integer call() {
            Optional<GalleryClient> remote = server.client().map(gallery::onServer);
            if (remote.isPresent()) {
                requireLines(source);
                ImportedGalleryAnswer imported = remote.get().importFrom(source);
                answer(imported.importedCount(), imported.peopleCount(), imported.faceCount());
                return 0;
            }
            GalleryFile file = new GalleryFile(source);
            GalleryExchange.Header header = file.header();
            try (Gallery opened = gallery.openOrCreate(header.space(), header.extraction())) {
                int people = file.read(opened);
                GalleryStats stats = opened.stats();
                answer(people, stats.people(), stats.faces());
            }
            return 0;
        }

        private void answer(long imported, long people, long faces) {
            output.answer(
                    String.format(
                            Locale.ROOT,
                            "imported %,d people; %s now contains %,d people with %,d faces",
                            imported,
                            gallery.name(),
                            people,
                            faces),
                    new GalleryFileAnswer(gallery.name(), source.toString(), people, faces));
        }
    }

    /** @throws LikenessException if a file is none that a service reads and writes */
    private static void requireLines(Path file) {
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(PARQUET)) {
            throw LikenessException.unsupported(String.format(
                    Locale.ROOT,
                    "%s: a service reads and writes JSON Lines alone; with --server, choose a name such as staff.jsonl",
                    file));
        }
    }

    private static void answer(Output output, GalleryOption gallery, Path file, GalleryStats stats, String text) {
        answer(output, gallery, file, stats.people(), stats.faces(), text);
    }

    private static void answer(Output output, GalleryOption gallery, Path file, long people, long faces, String text) {
        output.answer(
                String.format(Locale.ROOT, text, file, people, faces),
                new GalleryFileAnswer(gallery.name(), file.toString(), people, faces));
    }
}

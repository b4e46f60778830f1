package org.likeness.app.cli.gallery;

import java.util.Locale;
import org.likeness.api.gallery.GalleryAnswer;
import org.likeness.api.gallery.GalleryCheckAnswer;
import org.likeness.api.gallery.GalleryStatsAnswer;
import org.likeness.api.gallery.HistoryAnswer;
import org.likeness.core.LikenessException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "gallery",
        mixinStandardHelpOptions = true,
        description =
                "Look into a gallery, undo its changes, copy it, and bring it to another encoder; create and remove those of a service.",
        subcommands = {
            GalleryCommand.ListCommand.class,
            GalleryCommand.StatsCommand.class,
            GalleryCommand.CheckCommand.class,
            GalleryCommand.HistoryCommand.class,
            GalleryCommand.UndoCommand.class,
            GalleryCopies.ExportCommand.class,
            GalleryCopies.ImportCommand.class,
            GalleryCopies.BackupCommand.class,
            GalleryCopies.RestoreCommand.class,
            ServiceGalleryCommands.CreateCommand.class,
            ServiceGalleryCommands.RemoveCommand.class,
            KeyCommand.class,
            MigrateCommand.class,
            SpaceCommands.ListSpacesCommand.class,
            SpaceCommands.SwitchCommand.class,
            SpaceCommands.DropCommand.class
        })
public final class GalleryCommand {
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "List all enrolled people.",
            footer = {"", "Example: likeness gallery list --gallery staff.db"})
    static final class ListCommand extends AnsweringTask {
        @Override
        int run(AnsweringGallery gallery) {
            GalleryAnswer answer = gallery.list();
            output.answer(GalleryText.of(answer), answer);
            return 0;
        }
    }

    @Command(
            name = "stats",
            mixinStandardHelpOptions = true,
            description = "Show how many people and faces a gallery has, and its size.",
            footer = {"", "Example: likeness gallery stats --gallery staff.db"})
    static final class StatsCommand extends AnsweringTask {
        @Override
        int run(AnsweringGallery gallery) {
            GalleryStatsAnswer answer = gallery.stats();
            output.answer(GalleryText.of(answer), answer);
            return 0;
        }
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "Read a whole gallery and check that it is sound. Exit code 2 if it is not.",
            footer = {"", "Example: likeness gallery check --gallery staff.db"})
    static final class CheckCommand extends AnsweringTask {
        private static final int UNSOUND = 2;

        @Override
        int run(AnsweringGallery gallery) {
            GalleryCheckAnswer answer = gallery.check();
            output.answer(GalleryText.of(answer), answer);
            return answer.problems().isEmpty() ? 0 : UNSOUND;
        }
    }

    @Command(
            name = "history",
            mixinStandardHelpOptions = true,
            description = "List the last changes of a gallery, the latest first.",
            footer = {"", "Example: likeness gallery history --gallery staff.db --last 50"})
    static final class HistoryCommand extends AnsweringTask {
        @Option(names = "--last", paramLabel = "N", description = "How many changes (default: ${DEFAULT-VALUE}).")
        private int last = 20;

        @Override
        int run(AnsweringGallery gallery) {
            if (last < 1) {
                throw LikenessException.invalid(String.format(Locale.ROOT, "--last %d: 1 or more is expected", last));
            }
            HistoryAnswer answer = gallery.history(last);
            output.answer(GalleryText.of(answer), answer);
            return 0;
        }
    }

    @Command(
            name = "undo",
            mixinStandardHelpOptions = true,
            description = {
                "Undo the last change of a gallery; again, the one before it, and so on.",
                "What was forgotten cannot be brought back."
            },
            footer = {"", "Example: likeness gallery undo --gallery staff.db"})
    static final class UndoCommand extends AnsweringTask {
        @Override
        int run(AnsweringGallery gallery) {
            HistoryAnswer answer = gallery.undo();
            if (answer.events().isEmpty()) {
                throw LikenessException.notFound(
                        String.format(Locale.ROOT, "%s has no change that can be undone", answer.gallery()));
            }
            output.answer("undone:" + System.lineSeparator() + GalleryText.of(answer), answer);
            return 0;
        }
    }
}

package org.likeness.app.cli.gallery;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.likeness.api.gallery.EnrolledPerson;
import org.likeness.api.gallery.GalleryAnswer;
import org.likeness.api.gallery.GalleryCheckAnswer;
import org.likeness.core.EnumWord;
import org.likeness.core.LikenessException;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.gallery.Change;
import org.likeness.gallery.Gallery;
import org.likeness.gallery.GalleryStats;
import org.likeness.gallery.Person;
import org.likeness.gallery.PersonId;
import org.likeness.server.answer.Calibrations;
import org.likeness.server.answer.GalleryDocuments;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "gallery",
        mixinStandardHelpOptions = true,
        description = "Look into a gallery, undo its changes, copy it, and bring it to another encoder.",
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
            KeyCommand.class,
            MigrateCommand.class,
            SpaceCommands.ListSpacesCommand.class,
            SpaceCommands.SwitchCommand.class,
            SpaceCommands.DropCommand.class
        })
public final class GalleryCommand {
    private static final int PAGE = 10_000;
    private static final int SHOWN = 5;

    /** All people of a gallery, in the order of their ids. */
    static List<Person> everybody(Gallery gallery) {
        List<Person> people = new ArrayList<>();
        Optional<PersonId> last = Optional.empty();
        for (List<Person> page = gallery.people(last, PAGE); !page.isEmpty(); page = gallery.people(last, PAGE)) {
            people.addAll(page);
            last = Optional.of(page.get(page.size() - 1).id());
        }
        return people;
    }

    private static String extraction(Gallery gallery) {
        return gallery.extraction().map(FaceExtraction::toString).orElse("how faces were obtained is not recorded");
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "List all enrolled people.",
            footer = {"", "Example: likeness gallery list --gallery staff.db"})
    static final class ListCommand extends GalleryTask {
        @Override
        int run(Gallery opened) {
            List<Person> people = everybody(opened);
            StringBuilder text = new StringBuilder(String.format(
                    Locale.ROOT,
                    "%,d people, encoder %s, %s%n",
                    people.size(),
                    opened.space().brief(),
                    extraction(opened)));
            List<EnrolledPerson> listed = new ArrayList<>();
            for (Person person : people) {
                text.append(String.format(Locale.ROOT, "  %s, %s%n", person.name(), NamedPerson.described(person)));
                listed.add(GalleryDocuments.person(person));
            }
            output.answer(
                    text.toString(),
                    new GalleryAnswer(
                            gallery.name(),
                            opened.space().sha256(),
                            opened.extraction().map(Calibrations::of).orElse(null),
                            listed));
            return 0;
        }
    }

    @Command(
            name = "stats",
            mixinStandardHelpOptions = true,
            description = "Show how many people and faces a gallery has, and its size.",
            footer = {"", "Example: likeness gallery stats --gallery staff.db"})
    static final class StatsCommand extends GalleryTask {
        @Override
        int run(Gallery opened) {
            GalleryStats stats = opened.stats();
            output.answer(
                    String.format(
                            Locale.ROOT,
                            "%,d people, %,d of them without a face%n%,d faces, %,d with a kept picture%n%,d changes, %,d bytes%nencoder %s, %s, %s",
                            stats.people(),
                            stats.peopleWithoutFaces(),
                            stats.faces(),
                            stats.crops(),
                            stats.changes(),
                            stats.bytes(),
                            opened.space().brief(),
                            opened.dimension().isPresent()
                                    ? opened.dimension().getAsInt() + " numbers an embedding"
                                    : "no embedding yet",
                            extraction(opened)),
                    GalleryDocuments.stats(gallery.name(), opened, stats));
            return 0;
        }
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "Read a whole gallery and check that it is sound. Exit code 2 if it is not.",
            footer = {"", "Example: likeness gallery check --gallery staff.db"})
    static final class CheckCommand extends GalleryTask {
        private static final int UNSOUND = 2;

        @Override
        int run(Gallery opened) {
            GalleryCheckAnswer answer = GalleryDocuments.check(gallery.name(), opened);
            List<String> problems = answer.problems();
            output.answer(
                    problems.isEmpty()
                            ? String.format(
                                    Locale.ROOT, "%s is sound: %,d faces were read", gallery.name(), answer.faceCount())
                            : String.join(System.lineSeparator(), problems),
                    answer);
            return problems.isEmpty() ? 0 : UNSOUND;
        }
    }

    @Command(
            name = "history",
            mixinStandardHelpOptions = true,
            description = "List the last changes of a gallery, the latest first.",
            footer = {"", "Example: likeness gallery history --gallery staff.db --last 50"})
    static final class HistoryCommand extends GalleryTask {
        @Option(names = "--last", paramLabel = "N", description = "How many changes (default: ${DEFAULT-VALUE}).")
        private int last = 20;

        @Override
        int run(Gallery opened) {
            if (last < 1) {
                throw LikenessException.invalid(String.format(Locale.ROOT, "--last %d: 1 or more is expected", last));
            }
            List<Change> changes = opened.history(last);
            StringBuilder text = new StringBuilder(changes.isEmpty() ? "no changes" : "");
            changes.forEach(change -> text.append(line(change)).append(System.lineSeparator()));
            output.answer(text.toString(), GalleryDocuments.history(gallery.name(), changes));
            return 0;
        }
    }

    private static String line(Change change) {
        String people =
                change.people().stream().limit(SHOWN).map(PersonId::toString).collect(Collectors.joining(" "));
        if (change.people().size() > SHOWN) {
            people += String.format(
                    Locale.ROOT, " … (%,d people)", change.people().size());
        }
        return String.format(
                Locale.ROOT,
                "%6d  %s  %-7s %s%s%,d face%s%s",
                change.sequence(),
                change.time(),
                EnumWord.of(change.kind()),
                people,
                people.isEmpty() ? "" : ", ",
                change.faces(),
                change.faces() == 1 ? "" : "s",
                change.state() == Change.State.UNDONE ? ", undone" : "");
    }

    @Command(
            name = "undo",
            mixinStandardHelpOptions = true,
            description = {
                "Undo the last change of a gallery; again, the one before it, and so on.",
                "What was forgotten cannot be brought back."
            },
            footer = {"", "Example: likeness gallery undo --gallery staff.db"})
    static final class UndoCommand extends GalleryTask {
        @Override
        int run(Gallery opened) {
            Change undone = opened.undo()
                    .orElseThrow(() -> LikenessException.notFound(
                            String.format(Locale.ROOT, "%s has no change that can be undone", gallery.name())));
            output.answer(
                    "undone:" + System.lineSeparator() + line(undone),
                    GalleryDocuments.history(gallery.name(), List.of(undone)));
            return 0;
        }
    }
}

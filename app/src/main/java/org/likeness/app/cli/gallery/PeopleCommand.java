package org.likeness.app.cli.gallery;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.likeness.api.gallery.PersonAnswer;
import org.likeness.api.service.EditPersonRequest;
import org.likeness.core.LikenessException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "people",
        mixinStandardHelpOptions = true,
        description = {
            "Show and correct the people of a gallery. Each change can be undone with likeness gallery undo.",
            "PERSON is an id such as #17, an external id, or a name that only one person has."
        },
        subcommands = {
            PeopleCommand.ShowCommand.class,
            SimilarCommand.class,
            VerifyPersonCommand.class,
            PeopleCommand.EditCommand.class,
            PeopleCommand.MergeCommand.class,
            PeopleCommand.MoveCommand.class,
            PeopleCommand.SplitCommand.class
        })
public final class PeopleCommand {
    /** What the commands have in common. */
    private abstract static class OnPerson extends AnsweringTask {
        /** Gives the person to show. */
        abstract PersonAnswer changed(AnsweringGallery gallery);

        @Override
        final int run(AnsweringGallery gallery) {
            PersonAnswer answer = changed(gallery);
            output.answer(GalleryText.of(answer), answer);
            return 0;
        }

        static long id(AnsweringGallery gallery, String argument) {
            return NamedPerson.of(gallery, argument).personId();
        }
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Show a person with all faces.",
            footer = {"", "Example: likeness people show --gallery staff.db Ann"})
    static final class ShowCommand extends OnPerson {
        @Parameters(paramLabel = "PERSON", description = "Id, external id, or name.")
        @SuppressWarnings("NullAway.Init") // required
        private String person;

        @Override
        PersonAnswer changed(AnsweringGallery gallery) {
            return gallery.person(id(gallery, person));
        }
    }

    @Command(
            name = "edit",
            mixinStandardHelpOptions = true,
            description = "Change a person's name, external id or metadata.",
            footer = {"", "Example: likeness people edit --gallery staff.db '#17' --name 'Ann Lee' --external-id E-204"
            })
    static final class EditCommand extends OnPerson {
        @Parameters(paramLabel = "PERSON", description = "Id, external id, or name.")
        @SuppressWarnings("NullAway.Init") // required
        private String person;

        @Option(names = "--name", paramLabel = "NAME", description = "The new name.")
        private @Nullable String name;

        @Option(names = "--external-id", paramLabel = "ID", description = "The new external id; empty for none.")
        private @Nullable String externalId;

        @Option(names = "--metadata", paramLabel = "JSON", description = "The new metadata, a JSON object.")
        private @Nullable String metadata;

        @Override
        PersonAnswer changed(AnsweringGallery gallery) {
            if (name == null && externalId == null && metadata == null) {
                throw LikenessException.invalid("give --name, --external-id or --metadata");
            }
            return gallery.edit(id(gallery, person), new EditPersonRequest(name, externalId, metadata));
        }
    }

    @Command(
            name = "merge",
            mixinStandardHelpOptions = true,
            description =
                    "Two entries are one person: give all faces of the first to the second, and remove the first.",
            footer = {"", "Example: likeness people merge --gallery staff.db '#17' '#4'"})
    static final class MergeCommand extends OnPerson {
        @Parameters(index = "0", paramLabel = "FROM", description = "Removed: id, external id, or name.")
        @SuppressWarnings("NullAway.Init") // required
        private String from;

        @Parameters(index = "1", paramLabel = "INTO", description = "Keeps id and name: id, external id, or name.")
        @SuppressWarnings("NullAway.Init") // required
        private String into;

        @Override
        PersonAnswer changed(AnsweringGallery gallery) {
            long kept = id(gallery, into);
            return gallery.merge(id(gallery, from), kept);
        }
    }

    @Command(
            name = "move",
            mixinStandardHelpOptions = true,
            description = "Give some faces to another person.",
            footer = {"", "Example: likeness people move --gallery staff.db --face 31 --face 32 Bo"})
    static final class MoveCommand extends OnPerson {
        @Parameters(paramLabel = "PERSON", description = "Receives the faces: id, external id, or name.")
        @SuppressWarnings("NullAway.Init") // required
        private String to;

        @Option(
                names = "--face",
                required = true,
                paramLabel = "ID",
                description = "Id of a face, shown by likeness people show; may be repeated.")
        private final List<Long> faces = new ArrayList<>();

        @Override
        PersonAnswer changed(AnsweringGallery gallery) {
            return gallery.move(faces, id(gallery, to));
        }
    }

    @Command(
            name = "split",
            mixinStandardHelpOptions = true,
            description = "Some faces of a person are another person's: give them to a new person.",
            footer = {"", "Example: likeness people split --gallery staff.db --face 31 --name Bo"})
    static final class SplitCommand extends OnPerson {
        @Option(
                names = "--face",
                required = true,
                paramLabel = "ID",
                description = "Id of a face, shown by likeness people show; may be repeated.")
        private final List<Long> faces = new ArrayList<>();

        @Option(names = "--name", required = true, paramLabel = "NAME", description = "Name of the new person.")
        @SuppressWarnings("NullAway.Init") // required
        private String name;

        @Override
        PersonAnswer changed(AnsweringGallery gallery) {
            return gallery.split(faces, name);
        }
    }
}

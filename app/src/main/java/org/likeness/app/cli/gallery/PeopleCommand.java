package org.likeness.app.cli.gallery;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.likeness.core.LikenessException;
import org.likeness.gallery.Face;
import org.likeness.gallery.FaceId;
import org.likeness.gallery.Gallery;
import org.likeness.gallery.Metadata;
import org.likeness.gallery.Person;
import org.likeness.gallery.PersonDetails;
import org.likeness.server.answer.GalleryDocuments;
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
    private abstract static class OnGallery extends GalleryTask {
        /** Gives the person to show. */
        abstract Person changed(Gallery opened);

        @Override
        final int run(Gallery opened) {
            Person person = changed(opened);
            StringBuilder text = new StringBuilder(
                    String.format(Locale.ROOT, "%s, %s%n", person.name(), NamedPerson.described(person)));
            if (!person.details().metadata().equals(Metadata.NONE)) {
                text.append(String.format(
                        Locale.ROOT, "  %s%n", person.details().metadata().json()));
            }
            for (Face face : opened.faces(person.id())) {
                text.append(String.format(
                        Locale.ROOT, "  face %s, %s, enrolled %s%n", face.id(), face.source(), face.enrolled()));
            }
            output.answer(text.toString(), GalleryDocuments.person(gallery.name(), opened, person));
            return 0;
        }

        /** The person as it is now. */
        static Person again(Gallery opened, Person person) {
            return opened.person(person.id()).orElseThrow();
        }

        static List<FaceId> faces(List<Long> ids) {
            return ids.stream().map(FaceId::new).toList();
        }
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Show a person with all faces.",
            footer = {"", "Example: likeness people show --gallery staff.db Ann"})
    static final class ShowCommand extends OnGallery {
        @Parameters(paramLabel = "PERSON", description = "Id, external id, or name.")
        @SuppressWarnings("NullAway.Init") // required
        private String person;

        @Override
        Person changed(Gallery opened) {
            return NamedPerson.of(opened, person);
        }
    }

    @Command(
            name = "edit",
            mixinStandardHelpOptions = true,
            description = "Change a person's name, external id or metadata.",
            footer = {"", "Example: likeness people edit --gallery staff.db '#17' --name 'Ann Lee' --external-id E-204"
            })
    static final class EditCommand extends OnGallery {
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
        Person changed(Gallery opened) {
            if (name == null && externalId == null && metadata == null) {
                throw LikenessException.invalid("give --name, --external-id or --metadata");
            }
            Person found = NamedPerson.of(opened, person);
            PersonDetails details = found.details();
            details = name == null ? details : details.withName(name);
            details = externalId == null
                    ? details
                    : details.withExternalId(Optional.of(externalId).filter(id -> !id.isEmpty()));
            details = metadata == null ? details : details.withMetadata(new Metadata(metadata));
            opened.edit(found.id(), details);
            return again(opened, found);
        }
    }

    @Command(
            name = "merge",
            mixinStandardHelpOptions = true,
            description =
                    "Two entries are one person: give all faces of the first to the second, and remove the first.",
            footer = {"", "Example: likeness people merge --gallery staff.db '#17' '#4'"})
    static final class MergeCommand extends OnGallery {
        @Parameters(index = "0", paramLabel = "FROM", description = "Removed: id, external id, or name.")
        @SuppressWarnings("NullAway.Init") // required
        private String from;

        @Parameters(index = "1", paramLabel = "INTO", description = "Keeps id and name: id, external id, or name.")
        @SuppressWarnings("NullAway.Init") // required
        private String into;

        @Override
        Person changed(Gallery opened) {
            Person kept = NamedPerson.of(opened, into);
            opened.merge(NamedPerson.of(opened, from).id(), kept.id());
            return again(opened, kept);
        }
    }

    @Command(
            name = "move",
            mixinStandardHelpOptions = true,
            description = "Give some faces to another person.",
            footer = {"", "Example: likeness people move --gallery staff.db --face 31 --face 32 Bo"})
    static final class MoveCommand extends OnGallery {
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
        Person changed(Gallery opened) {
            Person receiver = NamedPerson.of(opened, to);
            opened.move(faces(faces), receiver.id());
            return again(opened, receiver);
        }
    }

    @Command(
            name = "split",
            mixinStandardHelpOptions = true,
            description = "Some faces of a person are another person's: give them to a new person.",
            footer = {"", "Example: likeness people split --gallery staff.db --face 31 --name Bo"})
    static final class SplitCommand extends OnGallery {
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
        Person changed(Gallery opened) {
            return again(opened, opened.split(faces(faces), PersonDetails.named(name)));
        }
    }
}

package org.likeness.app.cli.recognize;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.likeness.api.recognition.GalleryAnswer;
import org.likeness.api.recognition.GalleryAnswer.EnrolledPerson;
import org.likeness.app.cli.text.Output;
import org.likeness.app.wire.Calibrations;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.gallery.PersonId;
import org.likeness.recognition.SqliteGallery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "gallery",
        mixinStandardHelpOptions = true,
        description = "Look into a gallery.",
        subcommands = GalleryCommand.ListCommand.class)
public final class GalleryCommand {
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "List all enrolled people.",
            footer = {"", "Example: likeness gallery list --gallery staff.db"})
    static final class ListCommand implements Callable<Integer> {
        @Option(
                names = "--gallery",
                required = true,
                paramLabel = "FILE",
                description = "Gallery, created by likeness enroll.")
        @SuppressWarnings("NullAway.Init") // required
        private Path gallery;

        @Mixin
        private final Output output = new Output();

        @Override
        public Integer call() {
            try (SqliteGallery opened = SqliteGallery.open(gallery)) {
                SortedMap<PersonId, Integer> people = opened.people();
                StringBuilder text = new StringBuilder(String.format(
                        Locale.ROOT,
                        "%,d people, encoder %s, %s%n",
                        people.size(),
                        opened.space().brief(),
                        taken(opened)));
                List<EnrolledPerson> listed = new ArrayList<>();
                people.forEach((person, pictures) -> {
                    text.append(String.format(
                            Locale.ROOT, "  %s, %,d picture%s%n", person, pictures, pictures == 1 ? "" : "s"));
                    listed.add(new EnrolledPerson(person.name(), pictures));
                });
                output.answer(
                        text.toString(),
                        new GalleryAnswer(
                                gallery.toString(),
                                opened.space().sha256(),
                                opened.taking().map(Calibrations::of).orElse(null),
                                listed));
            }
            return 0;
        }

        private static String taken(SqliteGallery gallery) {
            return gallery.taking().map(FaceExtraction::toString).orElse("how faces were obtained is not recorded");
        }
    }
}

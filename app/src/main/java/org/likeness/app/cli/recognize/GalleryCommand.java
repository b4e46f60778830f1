package org.likeness.app.cli.recognize;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.likeness.app.cli.text.Output;
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
                SortedMap<String, Integer> document = new TreeMap<>();
                people.forEach((person, pictures) -> {
                    text.append(String.format(
                            Locale.ROOT, "  %s, %,d picture%s%n", person, pictures, pictures == 1 ? "" : "s"));
                    document.put(person.name(), pictures);
                });
                Map<String, Object> answer = new LinkedHashMap<>();
                answer.put("encoder", opened.space().sha256());
                opened.taking().ifPresent(taking -> answer.put("taking", taking));
                answer.put("people", document);
                output.answer(text.toString(), answer);
            }
            return 0;
        }

        private static String taken(SqliteGallery gallery) {
            return gallery.taking().map(FaceExtraction::toString).orElse("how faces were obtained is not recorded");
        }
    }
}

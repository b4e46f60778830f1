package org.likeness.app.cli.recognize;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.likeness.api.recognition.ForgetAnswer;
import org.likeness.app.cli.text.Output;
import org.likeness.core.LikenessException;
import org.likeness.core.gallery.PersonId;
import org.likeness.recognition.SqliteGallery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "forget",
        mixinStandardHelpOptions = true,
        description = "Remove a person with all pictures from a gallery.",
        footer = {"", "Example: likeness forget --gallery staff.db ann"})
public final class ForgetCommand implements Callable<Integer> {
    @Option(
            names = "--gallery",
            required = true,
            paramLabel = "FILE",
            description = "Gallery, created by likeness enroll.")
    @SuppressWarnings("NullAway.Init") // required
    private Path gallery;

    @Parameters(paramLabel = "PERSON", description = "Name of the enrolled person.")
    @SuppressWarnings("NullAway.Init") // required
    private String person;

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        try (SqliteGallery opened = SqliteGallery.open(gallery)) {
            int pictures = opened.forget(new PersonId(person));
            if (pictures == 0) {
                throw LikenessException.notFound(String.format(
                        Locale.ROOT,
                        "no one is enrolled in %s as \"%s\"; likeness gallery list --gallery %s lists all people",
                        gallery,
                        person,
                        gallery));
            }
            output.answer(
                    String.format(Locale.ROOT, "forgot %s with %,d pictures", person, pictures),
                    new ForgetAnswer(gallery.toString(), person, pictures));
        }
        return 0;
    }
}

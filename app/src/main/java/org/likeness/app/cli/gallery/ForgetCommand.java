package org.likeness.app.cli.gallery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.likeness.api.gallery.ForgetAnswer;
import org.likeness.app.cli.option.Age;
import org.likeness.core.LikenessException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "forget",
        mixinStandardHelpOptions = true,
        description = {
            "Erase people with all faces, single faces, or all that is old, and report what was erased.",
            "This cannot be undone."
        },
        footer = {
            "",
            "Examples:",
            "  likeness forget --gallery staff.db Ann",
            "  likeness forget --gallery staff.db --face 31",
            "  likeness forget --gallery visitors.db --older-than 90d"
        })
public final class ForgetCommand extends AnsweringTask {
    @Parameters(arity = "0..*", paramLabel = "PERSON", description = "Id such as #17, external id, or name.")
    private final List<String> people = new ArrayList<>();

    @Option(names = "--face", paramLabel = "ID", description = "Id of a face; may be repeated.")
    private final List<Long> faces = new ArrayList<>();

    @Option(
            names = "--older-than",
            paramLabel = "AGE",
            description =
                    "Erase faces enrolled longer ago, such as 90d or 12h, and people as old who then have no face.")
    private @Nullable String olderThan;

    @Override
    int run(AnsweringGallery gallery) {
        ForgetAnswer answer = forget(gallery);
        output.answer(GalleryText.of(answer), answer);
        return 0;
    }

    private ForgetAnswer forget(AnsweringGallery gallery) {
        int given = (people.isEmpty() ? 0 : 1) + (faces.isEmpty() ? 0 : 1) + (olderThan == null ? 0 : 1);
        if (given != 1) {
            throw LikenessException.invalid("give either PERSON, or --face, or --older-than");
        }
        if (olderThan != null) {
            return gallery.forgetOlderThan(age(olderThan));
        }
        if (!faces.isEmpty()) {
            return gallery.forgetFaces(faces);
        }
        return gallery.forget(people.stream()
                .map(person -> NamedPerson.of(gallery, person).personId())
                .distinct()
                .toList());
    }

    private static Duration age(String text) {
        return Age.parse(text)
                .orElseThrow(() -> LikenessException.invalid(String.format(
                        Locale.ROOT, "--older-than %s: days or hours are expected, such as 90d or 12h", text)));
    }
}

package org.likeness.app.cli.gallery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.likeness.app.cli.option.Age;
import org.likeness.core.LikenessException;
import org.likeness.gallery.Erasure;
import org.likeness.gallery.FaceId;
import org.likeness.gallery.Gallery;
import org.likeness.server.answer.GalleryDocuments;
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
public final class ForgetCommand extends GalleryTask {
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
    int run(Gallery opened) {
        Erasure erasure = erase(opened);
        output.answer(text(erasure), GalleryDocuments.forgotten(gallery.name(), erasure));
        return 0;
    }

    private Erasure erase(Gallery opened) {
        int given = (people.isEmpty() ? 0 : 1) + (faces.isEmpty() ? 0 : 1) + (olderThan == null ? 0 : 1);
        if (given != 1) {
            throw LikenessException.invalid("give either PERSON, or --face, or --older-than");
        }
        if (olderThan != null) {
            return opened.forgetOlderThan(Instant.now().minus(age(olderThan)));
        }
        if (!faces.isEmpty()) {
            List<FaceId> ids = faces.stream().map(FaceId::new).toList();
            for (FaceId id : ids) {
                if (opened.face(id).isEmpty()) {
                    throw LikenessException.notFound(
                            String.format(Locale.ROOT, "%s has no face %s", gallery.name(), id));
                }
            }
            return opened.forgetFaces(ids);
        }
        return opened.forget(people.stream()
                .map(person -> NamedPerson.of(opened, person).id())
                .toList());
    }

    private static Duration age(String text) {
        return Age.parse(text)
                .orElseThrow(() -> LikenessException.invalid(String.format(
                        Locale.ROOT, "--older-than %s: days or hours are expected, such as 90d or 12h", text)));
    }

    private static String text(Erasure erasure) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "forgot %,d people, %,d faces and %,d kept pictures, and %,d rows of the history%n",
                erasure.people(),
                erasure.faces(),
                erasure.crops(),
                erasure.history()));
        text.append(
                erasure.overwritten()
                        ? "the freed space and the write-ahead log were overwritten; no temporary file was written"
                        : "the freed space was overwritten, but not everywhere");
        text.append(System.lineSeparator());
        erasure.remaining()
                .forEach(place -> text.append("  not reached: ").append(place).append(System.lineSeparator()));
        return text.toString();
    }
}

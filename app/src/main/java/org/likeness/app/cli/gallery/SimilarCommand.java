package org.likeness.app.cli.gallery;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.likeness.api.recognition.SimilarPeopleAnswer;
import org.likeness.core.LikenessException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "similar",
        mixinStandardHelpOptions = true,
        description = {
            "List the people who are nearest to an enrolled person, or to one enrolled face: one person may be enrolled twice.",
            "No encoder is needed."
        },
        footer = {
            "",
            "Examples:",
            "  likeness people similar --gallery staff.db Ann",
            "  likeness people similar --gallery staff.db --face 204 --candidates 10"
        })
final class SimilarCommand extends AnsweringTask {
    @Parameters(arity = "0..1", paramLabel = "PERSON", description = "Id, external id, or name.")
    private @Nullable String person;

    @Option(names = "--face", paramLabel = "ID", description = "An enrolled face, instead of a person.")
    private @Nullable Long face;

    @Option(
            names = "--candidates",
            paramLabel = "K",
            description = "How many people are listed (default: ${DEFAULT-VALUE}).")
    private int candidates = 5;

    @Override
    int run(AnsweringGallery gallery) {
        if (candidates < 1) {
            throw LikenessException.invalid(
                    String.format(Locale.ROOT, "--candidates %d: 1 or more is expected", candidates));
        }
        if ((person == null) == (face == null)) {
            throw LikenessException.invalid("give either PERSON or --face");
        }
        SimilarPeopleAnswer answer = person == null
                ? gallery.similarToFace(Objects.requireNonNull(face), candidates)
                : gallery.similar(NamedPerson.of(gallery, person).personId(), candidates);
        output.answer(GalleryText.of(answer, gallery.withId(answer.personId()).orElseThrow()), answer);
        return 0;
    }
}

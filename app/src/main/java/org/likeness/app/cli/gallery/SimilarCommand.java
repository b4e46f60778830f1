package org.likeness.app.cli.gallery;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.likeness.core.LikenessException;
import org.likeness.gallery.Face;
import org.likeness.gallery.FaceId;
import org.likeness.gallery.Gallery;
import org.likeness.gallery.GalleryIndex;
import org.likeness.gallery.Neighbor;
import org.likeness.gallery.Person;
import org.likeness.server.answer.Faces;
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
final class SimilarCommand extends GalleryTask {
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
    int run(Gallery opened) {
        if (candidates < 1) {
            throw LikenessException.invalid(
                    String.format(Locale.ROOT, "--candidates %d: 1 or more is expected", candidates));
        }
        Person whose = whose(opened);
        List<FaceId> faces = face != null
                ? List.of(new FaceId(face))
                : opened.faces(whose.id()).stream().map(Face::id).toList();
        try (GalleryIndex index = new GalleryIndex(opened)) {
            List<Neighbor> similar = index.similar(faces, candidates);
            StringBuilder text = new StringBuilder(String.format(
                    Locale.ROOT,
                    "%s, %s%s%n",
                    whose.name(),
                    whose.id(),
                    similar.isEmpty() ? ": nobody else is near" : ""));
            similar.forEach(neighbor -> text.append(String.format(
                    Locale.ROOT,
                    "  %.4f  %s, %s, face %s%n",
                    neighbor.distance(),
                    neighbor.person().name(),
                    neighbor.person().id(),
                    neighbor.face().id())));
            output.answer(text.toString(), Faces.similar(gallery.name(), whose, faces, similar));
        }
        return 0;
    }

    private Person whose(Gallery opened) {
        if ((person == null) == (face == null)) {
            throw LikenessException.invalid("give either PERSON or --face");
        }
        if (person != null) {
            return NamedPerson.of(opened, person);
        }
        return opened.face(new FaceId(face))
                .flatMap(known -> opened.person(known.person()))
                .orElseThrow(() -> LikenessException.notFound(
                        String.format(Locale.ROOT, "face %d: the gallery has no such face", face)));
    }
}

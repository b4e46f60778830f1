package org.likeness.app.cli.gallery;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.likeness.app.cli.text.Output;
import org.likeness.core.LikenessException;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.gallery.Gallery;
import org.likeness.gallery.GallerySpace;
import org.likeness.server.answer.GalleryDocuments;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands on the spaces of a gallery: of the encoder that it uses, and of others that it has embeddings of. */
final class SpaceCommands {
    private SpaceCommands() {}

    @Command(
            name = "spaces",
            mixinStandardHelpOptions = true,
            description = "List the encoders whose embeddings a gallery has.",
            footer = {"", "Example: likeness gallery spaces --gallery staff.db"})
    static final class ListSpacesCommand extends GalleryTask {
        @Override
        int run(Gallery opened) {
            show(output, gallery.name(), opened, "");
            return 0;
        }
    }

    @Command(
            name = "switch",
            mixinStandardHelpOptions = true,
            description = {
                "Let a gallery use another encoder whose embeddings it has: back to the one before a migration, for example.",
                "This is a single change and takes no longer for many faces than for few."
            },
            footer = {
                "",
                "Examples:",
                "  likeness gallery switch --gallery staff.db   (to the only other one)",
                "  likeness gallery switch --gallery staff.db 4f2a91c0"
            })
    static final class SwitchCommand extends GalleryTask {
        @Parameters(
                arity = "0..1",
                paramLabel = "SPACE",
                description =
                        "Id or its first digits, as likeness gallery spaces lists them (default: the only other one).")
        private @Nullable String space;

        @Option(
                names = "--leave",
                description = "Also if people have no embedding of that encoder: they are left behind.")
        private boolean leave;

        @Override
        int run(Gallery opened) {
            GallerySpace chosen = space == null ? onlyOther(opened) : named(opened, space);
            opened.spaces().use(chosen.encoder(), leave);
            show(
                    output,
                    gallery.name(),
                    opened,
                    String.format(
                            Locale.ROOT,
                            "%s now uses encoder %s%n",
                            gallery.name(),
                            chosen.encoder().brief()));
            return 0;
        }
    }

    @Command(
            name = "drop",
            mixinStandardHelpOptions = true,
            description = {
                "Erase the embeddings of an encoder that a gallery does not use any more. This cannot be undone.",
                "Refused as long as a face has no other embedding."
            },
            footer = {"", "Example: likeness gallery drop --gallery staff.db 4f2a91c0"})
    static final class DropCommand extends GalleryTask {
        @Parameters(
                paramLabel = "SPACE",
                description = "Id or its first digits, as likeness gallery spaces lists them.")
        @SuppressWarnings("NullAway.Init") // required
        private String space;

        @Override
        int run(Gallery opened) {
            GallerySpace chosen = named(opened, space);
            List<String> places = opened.spaces().remove(chosen.encoder());
            show(
                    output,
                    gallery.name(),
                    opened,
                    String.format(
                            Locale.ROOT,
                            "erased %,d embeddings of encoder %s%s%n",
                            chosen.faces(),
                            chosen.encoder().brief(),
                            places.isEmpty() ? "" : "; they may still be in: " + String.join("; ", places)));
            return 0;
        }
    }

    private static GallerySpace onlyOther(Gallery opened) {
        List<GallerySpace> others = opened.spaces().list().stream()
                .filter(space -> !space.isCurrent())
                .toList();
        if (others.isEmpty()) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT, "%s has embeddings of one encoder only: nothing to switch to", opened.name()));
        }
        if (others.size() > 1) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "%s has embeddings of several other encoders: give SPACE, one of %s",
                    opened.name(),
                    briefly(others)));
        }
        return others.get(0);
    }

    private static GallerySpace named(Gallery opened, String digits) {
        List<GallerySpace> all = opened.spaces().list();
        List<GallerySpace> found = all.stream()
                .filter(space -> space.encoder().sha256().startsWith(digits.toLowerCase(Locale.ROOT)))
                .toList();
        if (found.size() != 1) {
            throw LikenessException.notFound(String.format(
                    Locale.ROOT,
                    "SPACE %s: %s of the encoders of %s, which are %s",
                    digits,
                    found.isEmpty() ? "none" : "several",
                    opened.name(),
                    briefly(all)));
        }
        return found.get(0);
    }

    private static String briefly(List<GallerySpace> spaces) {
        return spaces.stream().map(space -> space.encoder().brief()).collect(Collectors.joining(", "));
    }

    private static void show(Output output, String name, Gallery opened, String first) {
        StringBuilder text = new StringBuilder(first);
        for (GallerySpace space : opened.spaces().list()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%s %s: %,d faces%s, %s%n",
                    space.isCurrent() ? "*" : " ",
                    space.encoder().brief(),
                    space.faces(),
                    space.onlyHere() == 0
                            ? ""
                            : String.format(Locale.ROOT, ", %,d of them only here", space.onlyHere()),
                    space.extraction()
                            .map(FaceExtraction::toString)
                            .orElse("how faces were obtained is not recorded")));
        }
        output.answer(text.toString(), GalleryDocuments.spaces(name, opened));
    }
}

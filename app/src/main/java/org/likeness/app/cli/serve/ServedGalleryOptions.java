package org.likeness.app.cli.serve;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.likeness.core.LikenessException;
import org.likeness.server.face.GalleryFolder;
import picocli.CommandLine.Option;

/** Which galleries are served. */
final class ServedGalleryOptions {
    @Option(
            names = "--gallery",
            paramLabel = "[NAME=]GALLERY",
            split = ",\\s*",
            splitSynopsisLabel = ",",
            description = {
                "A gallery: a file, or postgresql://host/database?currentSchema=name; created if there is none. May be repeated.",
                "NAME is its name in paths (default: that of the file or the schema). Give this, or --galleries, or both.",
                "https://host/v1/galleries/name is a gallery of another service, which POST /v1/identify searches, too."
            })
    private final List<String> galleries = new ArrayList<>();

    @Option(
            names = "--galleries",
            paramLabel = "DIR",
            description = {
                "Serve all galleries of this folder, the files NAME.db, and let administrators create and remove some in it.",
                "The folder is created if there is none."
            })
    private @Nullable Path folder;

    /** @throws LikenessException if there are none, two have one name, or one of them cannot have its name */
    ChosenGalleries chosen() {
        if (galleries.isEmpty() && folder == null) {
            throw LikenessException.invalid(
                    "no gallery is given: name one with --gallery staff.db, or a folder of galleries with --galleries DIR");
        }
        List<NamedGallery> named = galleries.stream().map(NamedGallery::parse).toList();
        NamedGallery.requireNames(named);
        Map<Boolean, List<NamedGallery>> byPlace =
                named.stream().collect(Collectors.partitioningBy(NamedGallery::isOfPartner));
        ChosenGalleries chosen = new ChosenGalleries(
                byPlace.getOrDefault(false, List.of()),
                byPlace.getOrDefault(true, List.of()),
                Optional.ofNullable(folder).map(GalleryFolder::of));
        chosen.requireNames();
        return chosen;
    }
}

package org.likeness.app.cli.serve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.likeness.core.LikenessException;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.embedding.EncoderId;
import org.likeness.core.file.Sha256;
import org.likeness.gallery.Gallery;
import org.likeness.gallery.store.Galleries;
import org.likeness.gallery.store.GalleryOptions;
import org.likeness.model.EncoderModel;
import org.likeness.model.catalog.ModelStore;

/**
 * The networks that a gallery was made with, found among the files beside it, those of the working directory, and the downloaded models.
 *
 * @param encoder  its file
 * @param mirror   whether embeddings are averaged with those of the mirror image
 * @param detector its file; empty if the gallery's pictures were aligned faces
 */
record FoundNetworks(Path encoder, boolean mirror, Optional<Path> detector) {
    private static final int DEPTH = 3; // runs/mine/encoder.onnx, models/NAME/FILE
    private static final String NETWORK = ".onnx";

    /**
     * Finds them.
     *
     * @throws LikenessException if there is no such gallery, or a network is not found
     */
    static FoundNetworks of(String gallery, GalleryOptions options, ModelStore models) {
        EncoderId space;
        Optional<FaceExtraction> extraction;
        try (Gallery opened = Galleries.open(gallery, options)) {
            space = opened.space();
            extraction = opened.extraction();
        }
        boolean mirror = extraction.map(FaceExtraction::mirror).orElse(false);
        Set<Path> folders = new LinkedHashSet<>();
        if (!Galleries.isDatabase(gallery)) {
            folders.add(Path.of(gallery).toAbsolutePath().resolveSibling(""));
        }
        folders.add(Path.of("").toAbsolutePath());
        folders.add(models.folder().toAbsolutePath());
        List<Path> files = folders.stream()
                .flatMap(folder -> networks(folder).stream())
                .distinct()
                .toList();
        Path encoder = files.stream()
                .filter(file -> isOf(file, space, mirror))
                .findFirst()
                .orElseThrow(() -> missing("encoder", space.brief(), gallery, folders));
        return new FoundNetworks(
                encoder,
                mirror,
                extraction
                        .flatMap(FaceExtraction::detection)
                        .map(detection -> files.stream()
                                .filter(file -> Sha256.of(file).equals(detection.sha256()))
                                .findFirst()
                                .orElseThrow(() -> missing("detector", detection.toString(), gallery, folders))));
    }

    private static boolean isOf(Path file, EncoderId space, boolean mirror) {
        try {
            EncoderId own = EncoderModel.read(file).space();
            return space.equals(mirror ? own.mirrored() : own);
        } catch (LikenessException e) {
            return false; // a detector, or nothing that is read here
        }
    }

    private static List<Path> networks(Path folder) {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> found = Files.find(
                folder,
                DEPTH,
                (file, attributes) -> attributes.isRegularFile()
                        && String.valueOf(file.getFileName()).endsWith(NETWORK))) {
            found.sorted().forEach(files::add);
        } catch (IOException | UncheckedIOException e) {
            return files; // a folder that cannot be read has nothing to be found
        }
        return files;
    }

    private static LikenessException missing(String kind, String what, String gallery, Set<Path> folders) {
        return LikenessException.notFound(String.format(
                Locale.ROOT,
                "the %s of %s (%s) is not among the %s files of %s: name it",
                kind,
                gallery,
                what,
                NETWORK,
                String.join(", ", folders.stream().map(Path::toString).toList())));
    }
}

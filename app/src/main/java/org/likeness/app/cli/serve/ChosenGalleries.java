package org.likeness.app.cli.serve;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.likeness.core.LikenessException;
import org.likeness.gallery.store.Galleries;
import org.likeness.server.face.GalleryFolder;

/**
 * The galleries of the service.
 *
 * @param named    those that are given one by one, and opened by this service
 * @param partners those of other services
 * @param folder   of those that are created and removed while it runs
 */
record ChosenGalleries(List<NamedGallery> named, List<NamedGallery> partners, Optional<GalleryFolder> folder) {
    ChosenGalleries {
        named = List.copyOf(named);
        partners = List.copyOf(partners);
    }

    /** @throws LikenessException if one that is given has the name of one in the folder */
    void requireNames() {
        for (GalleryFolder given : folder.stream().toList()) {
            List<String> there = given.names();
            Stream.concat(named.stream(), partners.stream())
                    .filter(one -> there.contains(one.name()))
                    .findFirst()
                    .ifPresent(one -> {
                        throw LikenessException.invalid(String.format(
                                Locale.ROOT,
                                "two galleries are named %s, that of --gallery and %s: give another name to the first, such as --gallery other=%s",
                                one.name(),
                                given.file(one.name()),
                                Galleries.name(one.location())));
                    });
        }
    }

    /**
     * The location of a gallery that tells the encoder.
     *
     * @throws LikenessException if there is none yet
     */
    String first() {
        return named.stream()
                .map(NamedGallery::location)
                .findFirst()
                .or(() -> folder.flatMap(given -> given.names().stream()
                        .findFirst()
                        .map(name -> given.file(name).toString())))
                .orElseThrow(() -> LikenessException.invalid(untold()));
    }

    private String untold() {
        return folder.map(given -> String.format(
                        Locale.ROOT,
                        "the folder %s has no gallery yet that tells the encoder: name the encoder, such as likeness serve encoder.onnx --galleries %s",
                        given,
                        given))
                .orElse(
                        "the galleries are all of other services, and none of them tells the encoder: name the one that they have, such as likeness serve encoder.onnx");
    }
}

package org.likeness.app.cli.serve;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.likeness.core.LikenessException;
import org.likeness.gallery.store.Galleries;
import org.likeness.server.face.ServedGallery;

/**
 * A gallery of the service.
 *
 * @param name     in paths
 * @param location a file, or an address of PostgreSQL
 */
record NamedGallery(String name, String location) {
    private static final Pattern NAMED = Pattern.compile("([A-Za-z0-9._-]{1,64})=(.+)");
    private static final Pattern SCHEMA = Pattern.compile("[?&]currentSchema=([^&]+)");

    /** Reads {@code name=location}, or a location, whose file or schema gives the name. */
    static NamedGallery parse(String argument) {
        Matcher named = NAMED.matcher(argument);
        return named.matches()
                ? new NamedGallery(named.group(1), named.group(2))
                : new NamedGallery(nameOf(argument), argument);
    }

    private static String nameOf(String location) {
        if (Galleries.isDatabase(location)) {
            Matcher schema = SCHEMA.matcher(location);
            return schema.find() ? schema.group(1).toLowerCase(Locale.ROOT) : "public";
        }
        return String.valueOf(Path.of(location).getFileName())
                .replaceFirst("[.][^.]*$", "")
                .toLowerCase(Locale.ROOT);
    }

    /** @throws LikenessException if one cannot have its name, or two have one */
    static void requireNames(List<NamedGallery> galleries) {
        Set<String> names = new HashSet<>();
        for (NamedGallery gallery : galleries) {
            ServedGallery.requireName(gallery.name());
            if (!names.add(gallery.name())) {
                throw LikenessException.invalid(String.format(
                        Locale.ROOT,
                        "two galleries are named %s: give another name to one, such as --gallery other=%s",
                        gallery.name(),
                        Galleries.name(gallery.location())));
            }
        }
    }
}

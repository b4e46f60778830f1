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
 * @param location a file, an address of PostgreSQL, or the address of a gallery of another service
 */
record NamedGallery(String name, String location) {
    private static final Pattern NAMED = Pattern.compile("([A-Za-z0-9._-]{1,64})=(.+)");
    private static final Pattern OF_PARTNER = Pattern.compile("(?i)(https?://.+)/v1/galleries/([^/?#]+)/?");
    private static final Pattern SCHEMA = Pattern.compile("[?&]currentSchema=([^&]+)");

    /** Reads {@code name=location}, or a location, whose file or schema gives the name. */
    static NamedGallery parse(String argument) {
        Matcher named = NAMED.matcher(argument);
        return named.matches()
                ? new NamedGallery(named.group(1), named.group(2))
                : new NamedGallery(nameOf(argument), argument);
    }

    private static String nameOf(String location) {
        Matcher partner = OF_PARTNER.matcher(location);
        if (partner.matches()) {
            return partner.group(2);
        }
        if (Galleries.isDatabase(location)) {
            Matcher schema = SCHEMA.matcher(location);
            return schema.find() ? schema.group(1).toLowerCase(Locale.ROOT) : "public";
        }
        return String.valueOf(Path.of(location).getFileName())
                .replaceFirst("[.][^.]*$", "")
                .toLowerCase(Locale.ROOT);
    }

    /** Whether another service has it. */
    boolean isOfPartner() {
        return location.regionMatches(true, 0, "http:", 0, 5) || location.regionMatches(true, 0, "https:", 0, 6);
    }

    /**
     * Where it is.
     *
     * @throws LikenessException if it is not the address of a gallery of a service
     */
    PartnerAddress partner() {
        Matcher address = OF_PARTNER.matcher(location);
        if (!address.matches()) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "--gallery %s: the address of a gallery of a service is expected, such as https://faces.example/v1/galleries/staff",
                    location));
        }
        return new PartnerAddress(address.group(1), address.group(2));
    }

    /**
     * A gallery of another service.
     *
     * @param service its address
     * @param gallery its name there
     */
    record PartnerAddress(String service, String gallery) {}

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

package org.likeness.server.access;

import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.likeness.core.LikenessException;
import org.likeness.core.Printable;

/**
 * What is known of an access key beside its secret.
 *
 * @param id        12 of the digits and lower-case letters without i, l, o and u; it is no secret
 * @param name      for display: 1 to 100 printable characters, not blank. Several keys may have one name
 * @param role      what it permits
 * @param galleries the names of the galleries that it is for, in their order; empty for all
 * @param created   when
 * @param expires   when it ends to be valid, after {@code created}; empty if it does not
 */
public record AccessKey(
        String id, String name, Role role, Set<String> galleries, Instant created, Optional<Instant> expires) {
    private static final int LONGEST_NAME = 100;
    private static final Pattern GALLERY_NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    /** @throws LikenessException if a value is none that a key can have */
    public AccessKey {
        if (!AccessToken.isId(id)) {
            throw LikenessException.invalid(String.format(Locale.ROOT, "\"%s\" is not the id of an access key", id));
        }
        int length = name.codePointCount(0, name.length());
        if (name.isBlank()
                || length > LONGEST_NAME
                || name.indexOf('\t') >= 0
                || !Printable.line(name).equals(name)) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "an access key cannot have the name \"%s\": 1 to %d printable characters are allowed, not blank",
                    length > LONGEST_NAME ? name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME)) + "…" : name,
                    LONGEST_NAME));
        }
        galleries = Collections.unmodifiableSet(new TreeSet<>(galleries));
        for (String gallery : galleries) {
            if (!GALLERY_NAME.matcher(gallery).matches()) {
                throw LikenessException.invalid(String.format(
                        Locale.ROOT,
                        "\"%s\" is not the name of a gallery: 1 to 64 of a-z, 0-9, '.', '_' and '-' are allowed, a letter or digit first",
                        gallery));
            }
        }
        Optional<Instant> early = expires.filter(end -> !end.isAfter(created));
        if (early.isPresent()) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "an access key cannot expire at %s: a time after %s, when it is created, is expected",
                    early.get(),
                    created));
        }
    }

    /** Whether it is for a gallery of this name. */
    public boolean mayUse(String gallery) {
        return galleries.isEmpty() || galleries.contains(gallery);
    }

    /** Whether it administers all galleries, and with them access keys and the audit log. */
    public boolean administersService() {
        return role == Role.ADMINISTER && galleries.isEmpty();
    }

    /** Whether it is valid at a time; it is not any more at the instant at which it expires. */
    public boolean isValidAt(Instant time) {
        return expires.map(time::isBefore).orElse(true);
    }
}

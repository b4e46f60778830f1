package org.likeness.gallery.store;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.likeness.core.LikenessException;
import org.postgresql.Driver;

/**
 * Where a gallery in PostgreSQL is.
 *
 * @param url      JDBC's, without what stands before the host
 * @param user     and password stood before the host; empty where the settings or a password file have them
 * @param password of the user
 * @param schema   that the gallery is in; empty for the server's choice
 */
record PostgresLocation(String url, Optional<String> user, Optional<String> password, Optional<String> schema) {

    private static final String HOST =
            "([^:/?,\\[\\]]+|\\[[0-9a-fA-F:.]+\\])(:[0-9]{1,4}|:[1-5][0-9]{4}|:6[0-5][0-9]{3})?";
    private static final Pattern FORM = Pattern.compile(HOST + "(," + HOST + ")*/[^/?]+(\\?.*)?");

    /**
     * Reads {@code postgresql://[user[:password]@]host[:port]/database[?currentSchema=…]}, also with {@code jdbc:} before it.
     *
     * @throws LikenessException if it is not of that form
     */
    static PostgresLocation parse(String location) {
        String rest = location.substring(location.indexOf("://") + 3);
        int end = rest.indexOf('/') < 0 ? rest.length() : rest.indexOf('/');
        int at = rest.lastIndexOf('@', end);
        String url = "jdbc:postgresql://" + rest.substring(at + 1);
        Properties properties = FORM.matcher(rest.substring(at + 1)).matches()
                ? Driver.parseURL(url, null)
                : null; // logs what it refuses
        if (properties == null) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "%s: a location such as postgresql://host/database?currentSchema=staff is expected",
                    Galleries.name(location)));
        }
        String schema = properties.getProperty("currentSchema");
        if (schema != null && schema.contains(",")) {
            throw LikenessException.invalid(
                    String.format(Locale.ROOT, "currentSchema=%s: the name of one schema is expected", schema));
        }
        String[] user = at < 0 ? new String[0] : rest.substring(0, at).split(":", 2);
        return new PostgresLocation(
                url,
                user.length > 0 ? Optional.of(decoded(user[0])) : Optional.empty(),
                user.length > 1 ? Optional.of(decoded(user[1])) : Optional.empty(),
                Optional.ofNullable(schema));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}

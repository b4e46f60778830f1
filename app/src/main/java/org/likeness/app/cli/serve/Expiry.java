package org.likeness.app.cli.serve;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import org.likeness.app.cli.option.Age;
import org.likeness.core.LikenessException;

/** When an access key ends to be valid, as {@code --expires} says it. */
final class Expiry {
    private Expiry() {}

    /**
     * The instant.
     *
     * @param text a number of days or hours from now on, a date, whose first instant in UTC is meant, or a time in UTC
     * @throws LikenessException if it is none of these
     */
    static Instant parse(String text, Instant now) {
        return Age.parse(text).map(now::plus).orElseGet(() -> {
            try {
                return text.indexOf('T') < 0
                        ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                        : Instant.parse(text);
            } catch (DateTimeException e) {
                throw LikenessException.invalid(
                        String.format(
                                Locale.ROOT,
                                "--expires %s: days, hours, a date or a time are expected, such as 90d, 12h, 2027-01-31 or 2027-01-31T18:00:00Z",
                                text),
                        e);
            }
        });
    }
}

package org.likeness.app.cli.option;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of days or hours, as {@code 90d} or {@code 12h}. */
public final class Age {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,6})([dh])");

    private Age() {}

    /** Nothing if the text does not have that form. */
    public static Optional<Duration> parse(String text) {
        Matcher age = FORM.matcher(text);
        if (!age.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(age.group(1));
        return Optional.of(age.group(2).equals("d") ? Duration.ofDays(count) : Duration.ofHours(count));
    }
}

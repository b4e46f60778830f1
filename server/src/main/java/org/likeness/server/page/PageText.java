package org.likeness.server.page;

import java.math.BigDecimal;
import java.math.MathContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.likeness.core.EnumWord;

/** Numbers and times for people. */
public final class PageText {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int SHOWN_DIGITS = 2;
    private static final int HASH_DIGITS = 8;

    private PageText() {}

    /** Such as {@code 1 person} and {@code 2,000 people}. */
    public static String count(long count, String one, String several) {
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? one : several);
    }

    /** A number with its thousands apart. */
    public static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A length in a picture. */
    public static String pixels(double pixels) {
        return String.format(Locale.ROOT, "%.0f pixels", pixels);
    }

    /** How many of a thousand. */
    public static String perThousand(double rate) {
        double count = 1_000 * rate;
        return count > 0 && count < 0.5 ? "fewer than 1" : String.format(Locale.ROOT, "about %.0f", count);
    }

    /** The word for a constant. */
    public static String word(Enum<?> constant) {
        return EnumWord.of(constant);
    }

    /** The query of a path from names and values in turn; empty values are left out. */
    public static String query(Object... parameters) {
        StringBuilder query = new StringBuilder();
        for (int i = 0; i < parameters.length; i += 2) {
            String value = parameters[i + 1].toString();
            if (!value.isEmpty()) {
                query.append(query.isEmpty() ? '?' : '&')
                        .append(parameters[i])
                        .append('=')
                        .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        }
        return query.toString();
    }

    /** A number of bytes, such as {@code 3.1 MB}. */
    public static String bytes(long bytes) {
        return bytes < 1_000_000
                ? String.format(Locale.ROOT, "%,d kB", (bytes + 999) / 1_000)
                : String.format(Locale.ROOT, "%,.1f MB", bytes / 1e6);
    }

    /** A distance or a threshold. */
    public static String distance(double distance) {
        return String.format(Locale.ROOT, "%.3f", distance);
    }

    /** A rate in percent, with two digits that count, such as {@code 0.0012 %}. */
    public static String percent(double rate) {
        return BigDecimal.valueOf(100 * rate)
                        .round(new MathContext(SHOWN_DIGITS))
                        .stripTrailingZeros()
                        .toPlainString()
                + "\u00a0%";
    }

    /** A number without an exponent, for parameters. */
    public static String plain(double number) {
        return BigDecimal.valueOf(number).toPlainString();
    }

    /** An accuracy, to a tenth of a percent. */
    public static String accuracy(double accuracy) {
        return String.format(Locale.ROOT, "%.1f\u00a0%%", 100 * accuracy);
    }

    /** A segment of a path, whatever letters it has. */
    public static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A duration, such as {@code 45 s} and {@code 1 h 02 min}. */
    public static String duration(double seconds) {
        long minutes = (long) seconds / 60;
        return minutes < 1
                ? String.format(Locale.ROOT, "%.0f s", seconds)
                : minutes < 60
                        ? minutes + " min"
                        : String.format(Locale.ROOT, "%,d h %02d min", minutes / 60, minutes % 60);
    }

    /** A time in ISO 8601, to the minute. */
    public static String time(String iso) {
        return TIME.format(Instant.parse(iso)) + " UTC";
    }

    /** The start of a hash. */
    public static String hash(String hash) {
        return hash.substring(0, Math.min(HASH_DIGITS, hash.length()));
    }
}

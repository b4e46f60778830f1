package org.likeness.core.file;

import java.util.ArrayList;
import java.util.List;

/**
 * The separator of the fields of a line. Fields may be quoted as in RFC 4180: a quoted field may contain the separator, and a quotation
 * mark as two. A field whose opening quotation mark is not closed at its end is taken literally.
 */
public enum Separator {
    /** A tab. */
    TAB('\t'),
    /** A semicolon, as spreadsheets write where the comma is the decimal sign. */
    SEMICOLON(';'),
    /** A comma. */
    COMMA(','),
    /** White space, however much of it. */
    SPACES(' ');

    private final char sign;

    Separator(char sign) {
        this.sign = sign;
    }

    /** The first of tab, semicolon and comma that stands in a line outside quotation marks; white space if none does. */
    public static Separator of(String line) {
        String outside = outsideQuotes(line);
        for (Separator separator : List.of(TAB, SEMICOLON, COMMA)) {
            if (outside.indexOf(separator.sign) >= 0) {
                return separator;
            }
        }
        return SPACES;
    }

    private static String outsideQuotes(String line) {
        StringBuilder outside = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '"') {
                quoted = !quoted;
            } else if (!quoted) {
                outside.append(line.charAt(i));
            }
        }
        return quoted ? line : outside.toString();
    }

    /** A line's fields, without quotation marks and without the white space around them; at least one. */
    public List<String> split(String line) {
        String text = this == SPACES ? line.strip() : line;
        List<String> fields = new ArrayList<>();
        int from = 0;
        while (true) {
            int end = closingQuote(text, from);
            if (end >= 0) {
                fields.add(text.substring(text.indexOf('"', from) + 1, end).replace("\"\"", "\""));
                end = skipSpaces(text, end + 1);
            } else {
                end = next(text, from);
                fields.add(text.substring(from, end).strip());
            }
            if (end == text.length()) {
                return fields;
            }
            from = this == SPACES ? skipSpaces(text, end) : end + 1;
        }
    }

    /** Where the quotation mark stands that closes the field which begins at {@code from}; -1 if it is not a quoted one. */
    private int closingQuote(String text, int from) {
        int at = skipSpaces(text, from);
        if (at >= text.length() || text.charAt(at) != '"') {
            return -1;
        }
        int close = text.indexOf('"', at + 1);
        while (close >= 0 && close + 1 < text.length() && text.charAt(close + 1) == '"') {
            close = text.indexOf('"', close + 2);
        }
        if (close < 0) {
            return -1;
        }
        int after = this == SPACES ? close + 1 : skipSpaces(text, close + 1);
        return after == text.length() || parts(text.charAt(after)) ? close : -1;
    }

    private int next(String text, int from) {
        int at = from;
        while (at < text.length() && !parts(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** Behind white space that parts no fields; where white space does, behind all of it. */
    private int skipSpaces(String text, int from) {
        int at = from;
        while (at < text.length()
                && Character.isWhitespace(text.charAt(at))
                && (this == SPACES || !parts(text.charAt(at)))) {
            at++;
        }
        return at;
    }

    private boolean parts(char character) {
        return this == SPACES ? Character.isWhitespace(character) : character == sign;
    }

    /** A field in quotation marks (RFC 4180), whatever it holds. */
    public static String inQuotes(String field) {
        return '"' + field.replace("\"", "\"\"") + '"';
    }

    /** A field as {@link #split} gives it back, even if it begins with a quotation mark. */
    public static String quoted(String field) {
        return field.startsWith("\"") ? inQuotes(field) : field;
    }
}

package org.likeness.core;

import org.jspecify.annotations.Nullable;

/**
 * Makes untrusted text (names of files and people, messages of libraries) safe to display on a terminal, in a log or on a page. Characters
 * that are invisible or change how the surrounding text is displayed are written as escapes such as {@code \\u001b}: control characters,
 * which move the cursor and change colors; bidirectional controls, which make {@code gpj.exe} look like {@code exe.jpg}; line and paragraph
 * separators, which start a forged line; zero-width characters, with which two different names look the same.
 *
 * <p>Each escape is that of a UTF-16 unit, as in JSON and in Java. A JSON document displayed in this way is still the same document,
 * because such characters occur only in its strings.
 */
public final class Printable {
    private static final String NO_REASON = "no reason given";

    private Printable() {}

    /** Text that is to stay in one line: line breaks become their numbers too. Tabs stay. */
    public static String line(String text) {
        return escaped(text, false);
    }

    /**
     * The first line of a message that may have several, such as one of a native library with its trace.
     *
     * @return {@code no reason given} if there is none
     */
    public static String firstLine(@Nullable String message) {
        return message == null
                ? NO_REASON
                : message.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .findFirst()
                        .orElse(NO_REASON);
    }

    /** The first line of a failure's message, or, where it has none, what kind of failure it is. */
    public static String firstLine(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : firstLine(message);
    }

    /** Text of several lines: line breaks and tabs stay. */
    public static String lines(String text) {
        return escaped(text, true);
    }

    private static String escaped(String text, boolean breaksStay) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            boolean stays = character == '\t' || (breaksStay && character == '\n') || isVisible(character);
            if (stays) {
                shown.appendCodePoint(character);
            } else {
                for (char unit : Character.toChars(character)) {
                    shown.append("\\u").append(hex(unit));
                }
            }
        });
        return shown.toString();
    }

    private static String hex(char unit) {
        String digits = Integer.toHexString(unit);
        return "0".repeat(4 - digits.length()) + digits;
    }

    private static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT, // bidirectional controls, joiners, the byte-order mark, tags
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false; // half a character, which UTF-8 cannot write
            default -> true;
        };
    }
}

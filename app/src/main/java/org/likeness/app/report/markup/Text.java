package org.likeness.app.report.markup;

import org.likeness.core.Printable;

/**
 * Text as somebody may have written it, whose special characters are escaped on the way out, and which is {@link Printable}; characters
 * that XML cannot hold become U+FFFD.
 *
 * @param value any characters
 */
public record Text(String value) implements Markup {
    @Override
    public void writeTo(StringBuilder page) {
        Printable.lines(value).codePoints().forEach(character -> {
            switch (character) {
                case '&' -> page.append("&amp;");
                case '<' -> page.append("&lt;");
                case '>' -> page.append("&gt;");
                case '"' -> page.append("&quot;");
                default -> page.appendCodePoint(allowed(character) ? character : 0xFFFD);
            }
        });
    }

    /** XML 1.0, production 2. */
    private static boolean allowed(int character) {
        return character == '\t'
                || character == '\n'
                || character == '\r'
                || (character >= 0x20 && character <= 0xD7FF)
                || (character >= 0xE000 && character <= 0xFFFD)
                || character >= 0x10000;
    }
}

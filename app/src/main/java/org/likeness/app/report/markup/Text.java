package org.likeness.app.report.markup;

import org.likeness.core.Printable;

/**
 * Untrusted text, which is made {@link Printable} and escaped when it is written; characters that XML cannot represent become U+FFFD.
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

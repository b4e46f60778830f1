package org.likeness.app.report.markup;

/**
 * A style sheet. HTML does not unescape the text of a style element, so it is written verbatim and must not contain XML markup.
 *
 * @param value no {@code <} and no {@code &}
 */
public record RawText(String value) implements Markup {
    public RawText {
        if (value.indexOf('<') >= 0 || value.indexOf('&') >= 0) {
            throw new IllegalArgumentException("a style sheet with < or & would not be read alike by HTML and XML");
        }
    }

    @Override
    public void writeTo(StringBuilder page) {
        page.append(value);
    }
}

package org.likeness.app.report.markup;

/** The content of a page: an element or text. */
public sealed interface Markup permits Element, Text, RawText {
    /** Appends this as HTML that is well-formed XML too. */
    void writeTo(StringBuilder page);
}

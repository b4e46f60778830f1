package org.likeness.app.report.markup;

/** What stands in a page: an element, or text. */
public sealed interface Markup permits Element, Text, RawText {
    /** Appends this as HTML that is well-formed XML too. */
    void writeTo(StringBuilder page);
}

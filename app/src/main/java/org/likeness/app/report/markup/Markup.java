package org.likeness.app.report.markup;

/** The content of a page: an element, text, or what is made of them. */
public interface Markup {
    /** Appends this as HTML that is well-formed XML too. */
    void writeTo(StringBuilder page);
}

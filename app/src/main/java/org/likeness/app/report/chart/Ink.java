package org.likeness.app.report.chart;

/** A color of the page's style sheet, which defines it for light and dark mode. */
public enum Ink {
    /** The subject: the encoder. */
    FIRST("ink-1"),
    /** What the subject is set against. */
    SECOND("ink-2"),
    /** A third. */
    THIRD("ink-3"),
    /** A fourth. */
    FOURTH("ink-4"),
    /** What only helps reading. */
    QUIET("ink-quiet");

    private final String styleClass;

    Ink(String styleClass) {
        this.styleClass = styleClass;
    }

    /** The style class that sets this color as an element's own. */
    public String styleClass() {
        return styleClass;
    }
}

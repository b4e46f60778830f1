package org.likeness.app.report;

import org.likeness.app.report.markup.Element;

/** A section of a report with its own heading. */
public interface Section {
    /** The heading. */
    String title();

    /** What stands below it. */
    Element body();
}

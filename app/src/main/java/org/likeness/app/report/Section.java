package org.likeness.app.report;

import org.likeness.app.report.markup.Element;

/** A part of a report under its own heading. */
public interface Section {
    /** The heading. */
    String title();

    /** What stands below it. */
    Element body();
}

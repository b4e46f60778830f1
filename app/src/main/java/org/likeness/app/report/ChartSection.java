package org.likeness.app.report;

import java.util.List;
import org.likeness.app.report.markup.Element;

/**
 * A section with charts.
 *
 * @param title   of the section
 * @param figures at least one
 */
public record ChartSection(String title, List<Figure> figures) implements Section {
    @Override
    public Element body() {
        return Parts.figures(figures.toArray(Figure[]::new));
    }
}

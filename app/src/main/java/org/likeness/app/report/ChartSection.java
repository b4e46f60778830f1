package org.likeness.app.report;

import java.util.List;
import org.likeness.app.report.chart.Chart;
import org.likeness.app.report.markup.Element;

/**
 * A section with charts.
 *
 * @param title   of the section
 * @param figures at least one
 */
public record ChartSection(String title, List<Figure> figures) implements Section {
    /** A chart under a heading, with what it says below. */
    public record Figure(String heading, Chart chart, String caption) {}

    @Override
    public Element body() {
        return Parts.figures(figures.stream()
                .map(figure -> Parts.figure(figure.heading(), figure.chart(), figure.caption()))
                .toArray(Element[]::new));
    }
}

package org.likeness.app.report;

import org.likeness.app.report.chart.Chart;
import org.likeness.app.report.markup.Element;
import org.likeness.app.report.markup.Markup;

/**
 * A chart under its own small heading, with a caption below.
 *
 * @param heading a few words
 * @param chart   the drawing
 * @param caption what it shows, in a sentence or two
 */
public record Figure(String heading, Chart chart, String caption) implements Markup {
    @Override
    public void writeTo(StringBuilder page) {
        Element.of("figure")
                .add(Element.of("h3", heading))
                .add(chart.toElement())
                .add(Element.of("figcaption", caption))
                .writeTo(page);
    }
}

package org.likeness.app.report.chart;

import java.util.List;
import java.util.Locale;
import org.likeness.app.report.markup.Element;
import org.likeness.app.report.markup.RawText;

/** A drawing that stands alone: its style sheet within, a title above, the legend below. */
final class StandaloneDrawing {
    private static final int TITLE = 34; // heights, in the drawing's units
    private static final int LINE = 20;
    private static final int MARGIN = 14;
    private static final String OWN_RULES = """

            svg { font: 13px/1 sans-serif; overflow: visible; }
            .title, .named { fill: var(--text); }
            .title { font-weight: 600; font-size: 15px; }
            .sheet { fill: var(--card); }
            """;

    private StandaloneDrawing() {}

    /**
     * Composes it.
     *
     * @param drawing the chart's own SVG element, of this size
     * @param style   CSS that its classes need
     */
    static Element of(
            Element drawing, double width, double height, List<LegendEntry> legend, String title, String style) {
        int wide = (int) width + 2 * MARGIN;
        int high = (int) (TITLE + height + MARGIN + LINE * (double) legend.size());
        Element whole = Element.styled("svg", "chart")
                .with("xmlns", "http://www.w3.org/2000/svg")
                .with("viewBox", String.format(Locale.ROOT, "%d 0 %d %d", -MARGIN, wide, high))
                .add(Element.of("style").add(new RawText(style + OWN_RULES)))
                .add(Element.styled("rect", "sheet")
                        .with("x", -MARGIN)
                        .with("width", wide)
                        .with("height", high))
                .add(words(title, "title", 0, TITLE - 12))
                .add(drawing.with("y", TITLE).with("width", Frame.number(width)).with("height", Frame.number(height)));
        double y = TITLE + height + MARGIN;
        for (LegendEntry entry : legend) {
            whole.add(Element.styled("rect", entry.styleClass())
                    .with("fill", "currentColor")
                    .with("y", Frame.number(y))
                    .with("width", 18)
                    .with("height", 8));
            whole.add(words(entry.name(), "named", 26, y + 8));
            y += LINE;
        }
        return whole;
    }

    private static Element words(String text, String style, double x, double y) {
        return Element.styled("text", style)
                .with("x", Frame.number(x))
                .with("y", Frame.number(y))
                .text(text);
    }
}

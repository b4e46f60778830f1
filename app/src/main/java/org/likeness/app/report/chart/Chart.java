package org.likeness.app.report.chart;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.likeness.app.report.markup.Element;

/**
 * A chart: lines, areas, dots and marks over two axes, with a legend below. Elements that are added first are on top and first in the
 * legend.
 */
public final class Chart {
    private static final double WIDTH = 520;
    private static final double HEIGHT = 320;
    private static final double MAP_WIDTH = 900;
    private static final double MAP_HEIGHT = 600;
    private static final double DOT = 3.6;

    private final String description;
    private final Frame frame;
    private final List<Element> drawn = new ArrayList<>();
    private final List<LegendEntry> legend = new ArrayList<>();

    private Chart(String description, Frame frame) {
        this.description = description;
        this.frame = frame;
    }

    /**
     * An empty chart of the size of which two stand side by side.
     *
     * @param description what the chart shows, for those who cannot see it
     */
    public static Chart of(String description, Axis horizontal, Axis vertical) {
        return new Chart(description, Frame.withAxes(WIDTH, HEIGHT, horizontal, vertical));
    }

    /**
     * An empty map, without axes, of the page's width.
     *
     * @param description what the map shows, for those who cannot see it
     */
    public static Chart map(String description, Axis horizontal, Axis vertical) {
        return new Chart(description, Frame.without(MAP_WIDTH, MAP_HEIGHT, horizontal, vertical));
    }

    /** A line through points, ascending in x. */
    public Chart line(String name, Ink ink, Curve curve) {
        legend(name, ink, "key-line");
        drawn.add(path(curve, "line " + ink.styleClass()));
        return this;
    }

    /** A faint line, such as the measurements behind a smoothed one; not in the legend. */
    public Chart faintLine(Ink ink, Curve curve) {
        drawn.add(path(curve, "line faint " + ink.styleClass()));
        return this;
    }

    /** A line of its ink's full strength that needs no name, such as the range about a dot; not in the legend. */
    public Chart plainLine(Ink ink, Curve curve) {
        drawn.add(path(curve, "line " + ink.styleClass()));
        return this;
    }

    /** A dashed line that helps reading, such as chance. */
    public Chart guide(String name, Curve curve) {
        legend(name, Ink.QUIET, "key-dashed");
        drawn.add(path(curve, "line dashed " + Ink.QUIET.styleClass()));
        return this;
    }

    /** Points joined by a line, each with its own mark: few of them. */
    public Chart markedLine(String name, Ink ink, Curve curve) {
        for (int i = 0; i < curve.size(); i++) {
            drawn.add(dot(curve.x(i), curve.y(i), DOT, ink.styleClass()));
        }
        return line(name, ink, curve);
    }

    /** The space between two lines over the same x, such as an interval at each of them. */
    public Chart band(String name, Ink ink, Curve lower, Curve upper) {
        legend(name, ink, "key-area");
        StringBuilder back = new StringBuilder();
        for (int i = lower.size() - 1; i >= 0; i--) {
            back.append('L')
                    .append(Frame.number(frame.x(lower.x(i))))
                    .append(' ')
                    .append(Frame.number(frame.y(lower.y(i))));
        }
        drawn.add(Element.styled("path", "band " + ink.styleClass()).with("d", points(upper) + back + " Z"));
        return this;
    }

    /** A filled outline down to the horizontal axis, such as a histogram's. */
    public Chart area(String name, Ink ink, Curve outline) {
        legend(name, ink, "key-area");
        String ends = String.format(
                Locale.ROOT,
                "%s V%s H%s Z",
                points(outline),
                Frame.number(frame.bottom()),
                Frame.number(frame.x(outline.x(0))));
        drawn.add(Element.styled("path", "area " + ink.styleClass()).with("d", ends));
        return this;
    }

    /** A dot with an explanation that a pointer brings up; not in the legend. */
    public Chart dot(double x, double y, String styleClass, String explanation) {
        drawn.add(dot(x, y, DOT + 1, styleClass).add(Element.of("title", explanation)));
        return this;
    }

    /** A larger ring at a point of interest. */
    public Chart ring(String name, Ink ink, double x, double y) {
        legend(name, ink, "key-ring");
        drawn.add(dot(x, y, 6, "ring " + ink.styleClass()));
        return this;
    }

    /** A round picture on a point. */
    public Chart picture(double x, double y, double size, String styleClass, String dataUri, String explanation) {
        String place =
                String.format(Locale.ROOT, "translate(%s %s)", Frame.number(frame.x(x)), Frame.number(frame.y(y)));
        drawn.add(Element.styled("g", "face " + styleClass)
                .with("transform", place)
                .add(Element.of("title", explanation))
                .add(Element.of("image")
                        .with("href", dataUri)
                        .with("x", Frame.number(-size / 2))
                        .with("y", Frame.number(-size / 2))
                        .with("width", Frame.number(size))
                        .with("height", Frame.number(size))
                        .with("clip-path", "circle(50%)"))
                .add(Element.of("circle").with("r", Frame.number(size / 2))));
        return this;
    }

    /** A vertical line with a label at its upper end. */
    public Chart mark(double x, String label) {
        double place = frame.x(x);
        boolean leftHalf = place < (frame.left() + frame.right()) / 2;
        drawn.add(Element.styled("g", "mark")
                .add(Frame.line(place, frame.top(), place, frame.bottom(), "mark-line"))
                .add(Frame.label(place + (leftHalf ? 6 : -6), frame.top() + 12, leftHalf ? "start" : "end", label)));
        return this;
    }

    /** Shades a range of the horizontal axis, over its whole height. */
    public Chart shade(String name, double from, double to) {
        legend(name, Ink.QUIET, "key-shade");
        drawn.add(Element.styled("rect", "shade")
                .with("x", Frame.number(frame.x(from)))
                .with("y", Frame.number(frame.top()))
                .with("width", Frame.number(frame.x(to) - frame.x(from)))
                .with("height", Frame.number(frame.bottom() - frame.top())));
        return this;
    }

    /** The drawing and its legend, as part of a page. */
    public Element toElement() {
        Element chart = Element.styled("div", "chart").add(drawing());
        return legend.isEmpty()
                ? chart
                : chart.add(Element.styled("ul", "legend")
                        .addAll(legend.stream().map(LegendEntry::toElement).toList()));
    }

    /**
     * A drawing that stands alone, as SVG: title above, legend below.
     *
     * @param title a few words
     * @param style CSS that the drawing's classes need
     */
    public Element toDrawing(String title, String style) {
        return StandaloneDrawing.of(drawing(), frame.width, frame.height, legend, title, style);
    }

    private Element drawing() {
        List<Element> fromBehind = new ArrayList<>(drawn);
        Collections.reverse(fromBehind);
        return Element.of("svg")
                .with("xmlns", "http://www.w3.org/2000/svg")
                .with(
                        "viewBox",
                        String.format(Locale.ROOT, "0 0 %s %s", Frame.number(frame.width), Frame.number(frame.height)))
                .with("role", "img")
                .with("aria-label", description)
                .add(frame.drawn())
                .addAll(fromBehind);
    }

    private void legend(String name, Ink ink, String shape) {
        legend.add(new LegendEntry(name, "key " + shape + " " + ink.styleClass()));
    }

    private Element dot(double x, double y, double radius, String styleClass) {
        return Element.styled("circle", "dot " + styleClass)
                .with("cx", Frame.number(frame.x(x)))
                .with("cy", Frame.number(frame.y(y)))
                .with("r", Frame.number(radius));
    }

    private Element path(Curve curve, String styleClass) {
        return Element.styled("path", styleClass).with("d", points(curve));
    }

    /** Points that fall on the place of the one before are left out: a ROC has thousands of them. */
    private String points(Curve curve) {
        StringBuilder path = new StringBuilder();
        String last = "";
        for (int i = 0; i < curve.size(); i++) {
            String place = Frame.number(frame.x(curve.x(i))) + " " + Frame.number(frame.y(curve.y(i)));
            if (!place.equals(last)) {
                path.append(i == 0 ? 'M' : 'L').append(place);
                last = place;
            }
        }
        return path.toString();
    }
}

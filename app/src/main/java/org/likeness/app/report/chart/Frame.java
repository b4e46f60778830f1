package org.likeness.app.report.chart;

import java.util.Locale;
import org.likeness.app.report.markup.Element;

/**
 * The plotting area of a chart: maps values to coordinates and draws the two axes. Lengths are in units of the drawing; one unit is a pixel
 * on a wide screen.
 */
final class Frame {
    private static final double LABELS_LEFT = 68; // room for "100.5 %" and the axis' own label
    private static final double LABELS_BELOW = 48;
    private static final double MARGIN = 14;

    final double width;
    final double height;
    private final double left;
    private final double below;
    private final Axis horizontal;
    private final Axis vertical;

    private Frame(double width, double height, double left, double below, Axis horizontal, Axis vertical) {
        this.width = width;
        this.height = height;
        this.left = left;
        this.below = below;
        this.horizontal = horizontal;
        this.vertical = vertical;
    }

    /** A frame with room for both axes' labels. */
    static Frame withAxes(double width, double height, Axis horizontal, Axis vertical) {
        return new Frame(width, height, LABELS_LEFT, LABELS_BELOW, horizontal, vertical);
    }

    /** A frame whose axes have no labels. */
    static Frame without(double width, double height, Axis horizontal, Axis vertical) {
        return new Frame(width, height, MARGIN, MARGIN, horizontal, vertical);
    }

    double left() {
        return left;
    }

    double right() {
        return width - MARGIN;
    }

    double top() {
        return MARGIN;
    }

    double bottom() {
        return height - below;
    }

    double x(double value) {
        return left() + horizontal.position(value) * (right() - left());
    }

    double y(double value) {
        return bottom() - vertical.position(value) * (bottom() - top());
    }

    /** The grid, the ticks' labels and the axes' labels. */
    Element drawn() {
        Element group = Element.styled("g", "axes");
        if (horizontal.labels() == Axis.Labels.NONE) {
            return group;
        }
        for (double tick : vertical.ticks()) {
            group.add(line(left(), y(tick), right(), y(tick), "grid"));
            group.add(label(left() - 8, y(tick) + 4.5, "end", vertical.write(tick)));
        }
        for (double tick : horizontal.ticks()) {
            group.add(line(x(tick), bottom(), x(tick), bottom() + 5, "tick"));
            group.add(label(x(tick), bottom() + 20, "middle", horizontal.write(tick)));
        }
        group.add(line(left(), bottom(), right(), bottom(), "base"));
        group.add(label((left() + right()) / 2, height - 8, "middle", horizontal.label())
                .with("class", "axis-label"));
        return group.add(label(0, 0, "middle", vertical.label())
                .with("class", "axis-label")
                .with("transform", "translate(11 " + number((top() + bottom()) / 2) + ") rotate(-90)"));
    }

    static Element line(double x1, double y1, double x2, double y2, String styleClass) {
        return Element.styled("line", styleClass)
                .with("x1", number(x1))
                .with("y1", number(y1))
                .with("x2", number(x2))
                .with("y2", number(y2));
    }

    static Element label(double x, double y, String anchor, String text) {
        return Element.of("text", text)
                .with("x", number(x))
                .with("y", number(y))
                .with("text-anchor", anchor);
    }

    /** A length of the drawing: a tenth of a unit is finer than a screen. */
    static String number(double length) {
        String text = String.format(Locale.ROOT, "%.1f", length);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}

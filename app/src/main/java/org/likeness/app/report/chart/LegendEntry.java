package org.likeness.app.report.chart;

import org.likeness.app.report.markup.Element;

/**
 * An entry of a chart's legend.
 *
 * @param name       of what is drawn
 * @param styleClass of the key: its shape and its ink
 */
record LegendEntry(String name, String styleClass) {
    Element toElement() {
        return Element.of("li").add(Element.styled("span", styleClass)).text(name);
    }
}

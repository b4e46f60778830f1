package org.likeness.app.report;

import java.util.List;
import org.likeness.app.report.markup.Element;

/** Elements that sections share. */
final class Parts {
    private Parts() {}

    static Element paragraph(String text) {
        return Element.of("p", text);
    }

    /** Figures beside each other as far as there is room. */
    static Element figures(Figure... figures) {
        return Element.styled("div", "figures").add(figures);
    }

    /** A table that scrolls on a narrow screen; the first column names the rows. */
    static Element table(List<String> heads, List<List<String>> rows) {
        Element headRow = Element.of("tr");
        heads.forEach(head -> headRow.add(Element.of("th", head).with("scope", "col")));
        Element body = Element.of("tbody");
        for (List<String> row : rows) {
            Element line = Element.of("tr").add(Element.of("th", row.get(0)).with("scope", "row"));
            row.stream().skip(1).forEach(cell -> line.add(Element.of("td", cell)));
            body.add(line);
        }
        return Element.styled("div", "scroll")
                .with("tabindex", "0")
                .add(Element.of("table").add(Element.of("thead").add(headRow)).add(body));
    }

    /** A table of rows none of which is the subject. */
    static Element alike(List<String> heads, List<List<String>> rows) {
        return Element.styled("div", "alike").add(table(heads, rows));
    }

    /** Something long that opens on demand. */
    static Element details(String summary, Element content) {
        return Element.of("details").add(Element.of("summary", summary)).add(content);
    }
}

package org.likeness.app.report;

import java.util.List;
import org.likeness.app.report.markup.Element;

/**
 * A table with text before and after it.
 *
 * @param title  of the section
 * @param before a sentence or two
 * @param heads  column headers; the first column contains the row names
 * @param rows   cells, as many per row as headers
 * @param after  note below the table; possibly empty
 */
public record TableSection(String title, String before, List<String> heads, List<List<String>> rows, String after)
        implements Section {
    @Override
    public Element body() {
        Element body = Element.of("div").add(Parts.paragraph(before)).add(Parts.alike(heads, rows));
        return after.isEmpty() ? body : body.add(Element.styled("p", "note").text(after));
    }
}

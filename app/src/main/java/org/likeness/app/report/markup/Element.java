package org.likeness.app.report.markup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An element of a page or drawing: a name, attributes and content, in insertion order. */
public final class Element implements Markup {
    /** HTML's elements without an end tag, as far as they are used here. */
    private static final Set<String> VOID = Set.of("br", "img", "meta");

    private final String name;
    private final Map<String, Text> attributes = new LinkedHashMap<>();
    private final List<Markup> content = new ArrayList<>();

    private Element(String name) {
        this.name = name;
    }

    /** An element that holds nothing yet. */
    public static Element of(String name) {
        return new Element(name);
    }

    /** An element that holds text. */
    public static Element of(String name, String text) {
        return new Element(name).text(text);
    }

    /** An element of a style class. */
    public static Element styled(String name, String styleClass) {
        return new Element(name).with("class", styleClass);
    }

    /** Sets an attribute; the value is escaped. */
    public Element with(String attribute, Object value) {
        attributes.put(attribute, new Text(value.toString()));
        return this;
    }

    /** Adds text at the end; it is escaped. */
    public Element text(String text) {
        return add(new Text(text));
    }

    /** Adds content at the end. */
    public Element add(Markup... more) {
        content.addAll(List.of(more));
        return this;
    }

    /** Adds content at the end. */
    public Element addAll(List<? extends Markup> more) {
        content.addAll(more);
        return this;
    }

    /** All content of a type, at any depth, in the order of the page. */
    public <T extends Markup> List<T> find(Class<T> type) {
        List<T> found = new ArrayList<>();
        for (Markup part : content) {
            if (type.isInstance(part)) {
                found.add(type.cast(part));
            } else if (part instanceof Element element) {
                found.addAll(element.find(type));
            }
        }
        return found;
    }

    @Override
    public void writeTo(StringBuilder page) {
        page.append('<').append(name);
        attributes.forEach((attribute, value) -> {
            page.append(' ').append(attribute).append("=\"");
            value.writeTo(page);
            page.append('"');
        });
        if (VOID.contains(name)) {
            page.append("/>");
            return;
        }
        page.append('>');
        content.forEach(part -> part.writeTo(page));
        page.append("</").append(name).append('>');
    }

    /** This element as HTML that is well-formed XML too. */
    @Override
    public String toString() {
        StringBuilder page = new StringBuilder();
        writeTo(page);
        return page.toString();
    }
}

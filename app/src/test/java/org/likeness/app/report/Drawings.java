package org.likeness.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Looks at a page's drawings as a reader would: are they empty, do words lie upon words, does a line leave its frame? */
public final class Drawings {
    private static final double LETTER = 7; // mean width at 13 pixels
    private static final double HEIGHT = 10;
    private static final Pattern POINT = Pattern.compile("[ML]([-0-9.]+) ([-0-9.]+)");

    private record Box(String text, double left, double right, double bottom) {
        boolean meets(Box other) {
            return left < other.right && other.left < right && Math.abs(bottom - other.bottom) < HEIGHT;
        }
    }

    private Drawings() {}

    /** Looks at all drawings of a page or of a file. */
    public static void requireReadable(String markup) {
        List<Element> drawings = innermost(parsed(markup));
        assertThat(drawings).isNotEmpty();
        for (Element drawing : drawings) {
            requireSomething(drawing);
            requireWordsApart(drawing);
            requireInside(drawing);
        }
    }

    private static void requireSomething(Element drawing) {
        Set<String> places = new HashSet<>();
        for (Element path : elements(drawing, "path")) {
            Matcher point = POINT.matcher(path.getAttribute("d"));
            while (point.find()) {
                places.add(point.group());
            }
        }
        int marks =
                elements(drawing, "circle").size() + elements(drawing, "image").size();
        assertThat(places.size() + marks)
                .as("points and marks of the drawing \"%s\"", drawing.getAttribute("aria-label"))
                .isGreaterThan(2);
    }

    private static void requireWordsApart(Element drawing) {
        List<Box> boxes = new ArrayList<>();
        for (Element text : elements(drawing, "text")) {
            if (!text.hasAttribute("transform")) {
                Box box = box(text);
                assertThat(boxes)
                        .as(drawing.getAttribute("aria-label"))
                        .allSatisfy(other -> assertThat(box.meets(other))
                                .as("\"%s\" upon \"%s\"", box.text, other.text)
                                .isFalse());
                boxes.add(box);
            }
        }
    }

    private static Box box(Element text) {
        String words = text.getTextContent();
        double x = Double.parseDouble(text.getAttribute("x"));
        double width = LETTER * words.length();
        double left = switch (text.getAttribute("text-anchor")) {
            case "middle" -> x - width / 2;
            case "end" -> x - width;
            default -> x;
        };
        return new Box(words, left, left + width, Double.parseDouble(text.getAttribute("y")));
    }

    private static void requireInside(Element drawing) {
        String[] box = drawing.getAttribute("viewBox").split(" ");
        double width = Double.parseDouble(box[2]);
        double height = Double.parseDouble(box[3]);
        for (Element path : elements(drawing, "path")) {
            Matcher point = POINT.matcher(path.getAttribute("d"));
            while (point.find()) {
                assertThat(Double.parseDouble(point.group(1))).isBetween(-1.0, width + 1);
                assertThat(Double.parseDouble(point.group(2))).isBetween(-1.0, height + 1);
            }
        }
    }

    /** Drawings with no drawing in them. */
    private static List<Element> innermost(Document page) {
        List<Element> drawings = new ArrayList<>(elements(page.getDocumentElement(), "svg"));
        if (page.getDocumentElement().getTagName().equals("svg")) {
            drawings.add(page.getDocumentElement());
        }
        drawings.removeIf(drawing -> drawing.getElementsByTagName("svg").getLength() > 0);
        return drawings;
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            Node node = found.item(i);
            elements.add((Element) node);
        }
        return elements;
    }

    private static Document parsed(String markup) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(markup)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError("not well-formed: " + e.getMessage(), e);
        }
    }
}

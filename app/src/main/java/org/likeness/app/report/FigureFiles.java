package org.likeness.app.report;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.likeness.core.file.AtomicFile;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Writes the charts of a page as SVG files, each with title, legend and style sheet: for papers and slides. */
public final class FigureFiles {
    private static final String SVG = "http://www.w3.org/2000/svg";
    private static final int TITLE = 34; // heights, in the drawing's units
    private static final int LINE = 20;
    private static final int MARGIN = 14;

    private FigureFiles() {}

    /**
     * Writes every drawing of a page that has a heading.
     *
     * @param report the page
     * @param folder for {@code det.svg} and so on; two of one name are numbered
     * @return the files
     * @throws org.likeness.core.LikenessException if one cannot be written
     */
    public static List<Path> write(Report report, Path folder) {
        Document page = parsed(report.html());
        String style = page.getElementsByTagName("style").item(0).getTextContent();
        List<Path> files = new ArrayList<>();
        for (Element figure : elements(page, "figure")) {
            List<Element> drawings = elements(figure, "svg");
            List<Element> headings = elements(figure, "h3");
            if (!drawings.isEmpty() && !headings.isEmpty()) {
                String title = headings.get(0).getTextContent();
                String name = title.toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^-|-$", "");
                Path file = folder.resolve(name + ".svg");
                for (int i = 2; files.contains(file); i++) {
                    file = folder.resolve(String.format(Locale.ROOT, "%s-%d.svg", name, i));
                }
                AtomicFile.write(file, text(whole(page, drawings.get(0), title, elements(figure, "li"), style)));
                files.add(file);
            }
        }
        return files;
    }

    /** A drawing of its own around the page's: title above, legend below. */
    private static Element whole(Document page, Element drawing, String title, List<Element> legend, String style) {
        String[] box = drawing.getAttribute("viewBox").split(" ");
        double width = Double.parseDouble(box[2]);
        double height = Double.parseDouble(box[3]);
        double all = TITLE + height + MARGIN + LINE * (double) legend.size();
        Element whole = page.createElementNS(SVG, "svg");
        whole.setAttribute(
                "viewBox", String.format(Locale.ROOT, "%s %s %s %s", -MARGIN, 0, (int) width + 2 * MARGIN, (int) all));
        whole.setAttribute("class", "chart");
        Element rules = page.createElementNS(SVG, "style");
        rules.setTextContent(
                style
                        + "\nsvg { font: 13px/1 sans-serif; overflow: visible; }\n.title, .named { fill: var(--text); }\n.title { font-weight: 600; font-size: 15px; }\n.sheet { fill: var(--card); }\n");
        whole.appendChild(rules);
        Element sheet = page.createElementNS(SVG, "rect");
        sheet.setAttribute("class", "sheet");
        sheet.setAttribute("x", Integer.toString(-MARGIN));
        sheet.setAttribute("width", Integer.toString((int) width + 2 * MARGIN));
        sheet.setAttribute("height", Integer.toString((int) all));
        whole.appendChild(sheet);
        whole.appendChild(words(page, title, "title", 0, TITLE - 12));
        Element inner = (Element) page.importNode(drawing, true);
        inner.setAttribute("y", Integer.toString(TITLE));
        inner.setAttribute("width", box[2]);
        inner.setAttribute("height", box[3]);
        whole.appendChild(inner);
        for (int i = 0; i < legend.size(); i++) {
            double y = TITLE + height + MARGIN + LINE * i;
            Element key = page.createElementNS(SVG, "rect");
            key.setAttribute("class", elements(legend.get(i), "span").get(0).getAttribute("class"));
            key.setAttribute("fill", "currentColor");
            key.setAttribute("y", Double.toString(y));
            key.setAttribute("width", "18");
            key.setAttribute("height", "8");
            whole.appendChild(key);
            whole.appendChild(words(page, legend.get(i).getTextContent(), "named", 26, y + 8));
        }
        return whole;
    }

    private static Element words(Document page, String text, String style, double x, double y) {
        Element words = page.createElementNS(SVG, "text");
        words.setAttribute("class", style);
        words.setAttribute("x", Double.toString(x));
        words.setAttribute("y", Double.toString(y));
        words.setTextContent(text);
        return words;
    }

    private static List<Element> elements(Document page, String name) {
        return elements(page.getDocumentElement(), name);
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    private static Document parsed(String page) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            return factory.newDocumentBuilder().parse(new InputSource(new StringReader(page)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException("a page that is not well-formed: " + e.getMessage(), e);
        }
    }

    private static String text(Element drawing) {
        try {
            Transformer writer = TransformerFactory.newInstance().newTransformer();
            writer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            StringWriter text = new StringWriter();
            writer.transform(new DOMSource(drawing), new StreamResult(text));
            return text + "\n";
        } catch (TransformerException e) {
            throw new IllegalStateException("a drawing that cannot be written: " + e.getMessage(), e);
        }
    }
}

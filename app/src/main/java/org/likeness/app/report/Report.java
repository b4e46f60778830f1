package org.likeness.app.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.likeness.app.report.markup.Element;
import org.likeness.app.report.markup.RawText;
import org.likeness.core.file.AtomicFile;

/** A page with a title, headline figures, and sections in the order in which they are added. */
public final class Report {
    private final String title;
    private final String lead;
    private final List<Element> headlines = new ArrayList<>();
    private final List<Section> sections = new ArrayList<>();

    private Report(String title, String lead) {
        this.title = title;
        this.lead = lead;
    }

    /**
     * A report without sections.
     *
     * @param lead what happened, in a sentence or two
     */
    public static Report titled(String title, String lead) {
        return new Report(title, lead);
    }

    /**
     * Adds a figure that stands large at the top.
     *
     * @param label  what it is
     * @param figure the figure, a few characters
     * @param detail what it was counted from, and how sure it is
     */
    public Report headline(String label, String figure, String detail) {
        headlines.add(Element.styled("div", "headline")
                .add(Element.of("dt", label))
                .add(Element.styled("dd", "figure").text(figure))
                .add(Element.styled("dd", "detail").text(detail)));
        return this;
    }

    /** Adds a section at the end. */
    public Report add(Section section) {
        sections.add(section);
        return this;
    }

    /** The page: HTML that is well-formed XML too. */
    public String html() {
        Element page = Element.of("html")
                .with("xmlns", "http://www.w3.org/1999/xhtml")
                .with("lang", "en")
                .add(head())
                .add(Element.of("body").add(header()).add(main()).add(footer()));
        return "<!DOCTYPE html>\n" + page + "\n";
    }

    /** All charts with a heading, in the order of the page. */
    List<Figure> figures() {
        return main().find(Figure.class);
    }

    /**
     * Writes the page; a file of that name is replaced as a whole or not at all.
     *
     * @throws org.likeness.core.LikenessException if it cannot be written
     */
    public void write(Path file) {
        AtomicFile.write(file, html());
    }

    private Element head() {
        return Element.of("head")
                .add(Element.of("meta").with("charset", "utf-8"))
                .add(Element.of("meta").with("name", "viewport").with("content", "width=device-width, initial-scale=1"))
                .add(Element.of("meta").with("name", "color-scheme").with("content", "light dark"))
                .add(Element.of("title", title))
                .add(Element.of("style").add(new RawText(styleSheet())));
    }

    private Element header() {
        Element header = Element.of("header")
                .add(Element.styled("p", "brand").text("Likeness"))
                .add(Element.of("h1", title))
                .add(Element.styled("p", "lead").text(lead));
        return headlines.isEmpty()
                ? header
                : header.add(Element.styled("dl", "headlines").addAll(headlines));
    }

    private Element main() {
        Element main = Element.of("main");
        for (Section section : sections) {
            main.add(
                    Element.of("section").add(Element.of("h2", section.title())).add(section.body()));
        }
        return main;
    }

    private static Element footer() {
        return Element.of("footer")
                .add(Element.of("p", "Written by Likeness. This page is self-contained: no scripts, no network."));
    }

    /** The rules that all pages and drawings share. */
    static String styleSheet() {
        try (InputStream sheet = Report.class.getResourceAsStream("report.css")) {
            return new String(Objects.requireNonNull(sheet, "report.css").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.likeness.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

final class ReportTest {
    private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"([^\"]*)\"|url\\(([^)]*)\\)|@import");

    @Test
    void saysWhatItWasGiven() throws Exception {
        String text = parsed(page("Ann")).getDocumentElement().getTextContent();

        assertThat(text)
                .contains("A first encoder", "900 people × 10 pictures", "1,948 of 2,000 pairs", "margin: 0.2")
                .contains("./likeness verify encoder.onnx 'a & b.png' c.png", "Ann", "person 12", "0.350");
    }

    @Test
    void isWellFormedWithEveryDrawingAndPictureExplained() throws Exception {
        Document page = parsed(page("Ann"));

        List<Element> drawings = elements(page, "svg");
        assertThat(drawings).hasSize(11);
        assertThat(drawings)
                .allSatisfy(drawing ->
                        assertThat(drawing.getAttribute("aria-label")).isNotBlank());
        assertThat(elements(page, "img"))
                .hasSize(30)
                .allSatisfy(picture -> assertThat(picture.getAttribute("alt")).isNotBlank());
    }

    @Test
    void everyDrawingHasFiniteNumbers() throws Exception {
        for (Element drawing : elements(parsed(page("Ann")), "path")) {
            assertThat(drawing.getAttribute("d")).matches("M[-0-9. LMVHZ]+");
        }
        assertThat(page("Ann")).doesNotContain("NaN").doesNotContain("Infinity");
    }

    @Test
    void noDrawingIsEmptyAndNoWordsLieUponOthers() {
        Drawings.requireReadable(page("Ann"));
    }

    @Test
    void everyFigureIsAFileOfItsOwn(@TempDir Path folder) throws Exception {
        List<Path> files = FigureFiles.write(new Specimen(1).report("Ann"), folder);
        assertThat(files)
                .extracting(file -> file.getFileName().toString())
                .contains("loss.svg", "distances.svg", "roc.svg");
        for (Path file : files) {
            String drawing = Files.readString(file);
            Drawings.requireReadable(drawing);
            assertThat(parsed(drawing).getDocumentElement().getTextContent()).contains("--paper", ".line");
        }
    }

    @Test
    void namesCannotBecomeMarkup() throws Exception {
        String hostile = "<script>alert(\"1\")</script>&\u0001\uFFFE\u202Egpj";

        String page = page(hostile);

        assertThat(page).doesNotContain("<script", "\u202E");
        assertThat(parsed(page).getDocumentElement().getTextContent())
                .contains("<script>alert(\"1\")</script>&\\u0001\uFFFD\\u202egpj");
    }

    @Test
    void needsNothingFromOutside() {
        Matcher reference = REFERENCE.matcher(page("Ann"));
        List<String> outside = new ArrayList<>();
        while (reference.find()) {
            if (reference.group(1) == null || !reference.group(1).startsWith("data:image/jpeg;base64,")) {
                outside.add(reference.group());
            }
        }
        assertThat(outside).isEmpty();
    }

    @Test
    void isSmall() {
        assertThat(page("Ann").length()).isLessThan(500_000);
    }

    @Test
    void sectionsAreOptional() throws Exception {
        String page = Report.titled("Nothing", "Nothing was done.").html();

        assertThat(elements(parsed(page), "section")).isEmpty();
    }

    @Test
    void isWrittenAsAWholeInPlaceOfAnOlderOne(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("run").resolve("report.html");
        Report report = new Specimen(1).report("Ann");

        report.write(file);
        report.write(file);

        assertThat(file).hasContent(report.html());
        try (var files = Files.list(folder.resolve("run"))) {
            assertThat(files).containsExactly(file);
        }
    }

    private static String page(String person) {
        return new Specimen(1).report(person).html();
    }

    private static List<Element> elements(Document page, String name) {
        NodeList found = page.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    private static Document parsed(String page) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(page)));
    }
}

package org.likeness.app.cli.evaluate;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.likeness.app.evaluation.EvaluationPage;
import org.likeness.app.report.FigureFiles;
import org.likeness.app.report.Report;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.evaluation.pair.Attributes;
import picocli.CommandLine.Option;

/** Options for the output of an evaluation besides text: page, figures, groups. */
final class PageOptions {
    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write an HTML page with curves, confidence bands, the hardest pairs and a map of faces.")
    private @Nullable Path report;

    @Option(names = "--figures", paramLabel = "DIR", description = "Write each chart of the page as an SVG file.")
    private @Nullable Path figures;

    @Option(
            names = "--groups",
            paramLabel = "FILE",
            description =
                    "Evaluate groups separately: a text file whose first line is person (or picture) and names of attributes, separated by commas, semicolons or tabs.")
    private @Nullable Path groups;

    boolean isAsked() {
        return isPageAsked() || groups != null;
    }

    boolean isPageAsked() {
        return report != null || figures != null;
    }

    /** @throws LikenessException if a page cannot show so many encoders */
    void require(int others) {
        if (isPageAsked() && others >= EvaluationPage.MOST_ENCODERS) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "--against is given %d times: a page shows %d encoders at most",
                    others,
                    EvaluationPage.MOST_ENCODERS));
        }
    }

    Optional<Attributes> attributes(FaceDataset data) {
        return Optional.ofNullable(groups).map(file -> Attributes.read(file, data));
    }

    /** Writes what was asked for, and says where it is. */
    String write(Report page) {
        StringBuilder text = new StringBuilder();
        if (report != null) {
            page.write(report);
            text.append(String.format(Locale.ROOT, "look at %s%n", report));
        }
        if (figures != null) {
            text.append(String.format(
                    Locale.ROOT,
                    "%d figures in %s%n",
                    FigureFiles.write(page, figures).size(),
                    figures));
        }
        return text.toString();
    }
}

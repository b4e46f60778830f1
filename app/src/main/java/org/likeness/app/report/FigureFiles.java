package org.likeness.app.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.likeness.core.file.AtomicFile;

/** Writes the charts of a page as SVG files, each with title, legend and style sheet: for papers and slides. */
public final class FigureFiles {
    private FigureFiles() {}

    /**
     * Writes every chart of a page that has a heading.
     *
     * @param report the page
     * @param folder for {@code det.svg} and so on; two of one name are numbered
     * @return the files
     * @throws org.likeness.core.LikenessException if one cannot be written
     */
    public static List<Path> write(Report report, Path folder) {
        List<Path> files = new ArrayList<>();
        for (Figure figure : report.figures()) {
            Path file = free(folder, name(figure.heading()), files);
            AtomicFile.write(file, figure.chart().toDrawing(figure.heading(), Report.styleSheet()) + "\n");
            files.add(file);
        }
        return files;
    }

    private static String name(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    private static Path free(Path folder, String name, List<Path> taken) {
        Path file = folder.resolve(name + ".svg");
        for (int i = 2; taken.contains(file); i++) {
            file = folder.resolve(String.format(Locale.ROOT, "%s-%d.svg", name, i));
        }
        return file;
    }
}

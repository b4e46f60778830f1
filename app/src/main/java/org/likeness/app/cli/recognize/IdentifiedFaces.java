package org.likeness.app.cli.recognize;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.likeness.api.recognition.IdentifyAnswer.IdentifiedFace;
import org.likeness.app.report.Figures;
import org.likeness.app.report.LabeledFaces;
import org.likeness.core.Printable;
import org.likeness.core.acquisition.Acquisition;
import org.likeness.core.acquisition.Acquisition.Acquired;
import org.likeness.core.file.AtomicFile;
import org.likeness.core.file.Separator;
import org.likeness.core.image.Box;
import org.likeness.core.image.FaceImage;
import org.likeness.gallery.Decision;
import org.likeness.gallery.Neighbor;
import org.likeness.gallery.SpaceThresholds;
import org.likeness.server.answer.Faces;

/** The answers for faces, in each of the forms in which they are asked for. */
final class IdentifiedFaces {
    private final SpaceThresholds thresholds;
    private final int candidates;
    private final boolean places;
    private final List<Row> rows = new ArrayList<>();

    /**
     * A face.
     *
     * @param nearest nearest first: candidates, or at most one person for the decision
     */
    private record Row(String picture, Acquisition outcome, List<Neighbor> nearest) {}

    /**
     * @param thresholds the largest distances that identify
     * @param candidates how many people are listed for each face; 0 for a decision instead
     * @param places     whether a picture may have several faces, so that their places are told
     */
    IdentifiedFaces(SpaceThresholds thresholds, int candidates, boolean places) {
        this.thresholds = thresholds;
        this.candidates = candidates;
        this.places = places;
    }

    /** How many people to search for. */
    int wanted() {
        return Math.max(1, candidates);
    }

    void add(String picture, Acquisition outcome, List<Neighbor> nearest) {
        rows.add(new Row(picture, outcome, nearest));
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** One line for each face. */
    String text() {
        return rows.stream()
                .map(row -> String.format(
                        Locale.ROOT, "%s%s: %s%n", Printable.line(row.picture()), place(row.outcome()), told(row)))
                .collect(Collectors.joining());
    }

    private String told(Row row) {
        if (candidates == 0) {
            return told(Decision.of(row.nearest(), thresholds));
        }
        return row.nearest().isEmpty()
                ? "no candidates; the gallery is empty"
                : "candidates "
                        + row.nearest().stream().map(IdentifiedFaces::near).collect(Collectors.joining("; "));
    }

    private static String told(Decision decision) {
        String limit = Figures.threshold(decision.threshold(), 4);
        if (decision instanceof Decision.Match match) {
            return String.format(Locale.ROOT, "%s, threshold %s", near(match.nearest()), limit);
        }
        return ((Decision.Unknown) decision)
                .nearest()
                .map(nearest ->
                        String.format(Locale.ROOT, "Unknown; the nearest is %s, threshold %s", near(nearest), limit))
                .orElse(String.format(Locale.ROOT, "Unknown; the gallery is empty, threshold %s", limit));
    }

    private static String near(Neighbor neighbor) {
        return String.format(Locale.ROOT, "%s, distance %.4f", neighbor.person().name(), neighbor.distance());
    }

    /** Which of several faces. */
    private String place(Acquisition outcome) {
        return places && outcome instanceof Acquired acquired
                ? String.format(
                        Locale.ROOT,
                        ", the face at (%.0f, %.0f)",
                        acquired.face().box().centerX(),
                        acquired.face().box().centerY())
                : "";
    }

    /** The same for programs. */
    List<IdentifiedFace> documents() {
        return rows.stream()
                .map(row -> candidates == 0
                        ? Faces.identified(
                                Faces.used(row.picture(), row.outcome()), Decision.of(row.nearest(), thresholds))
                        : Faces.candidates(Faces.used(row.picture(), row.outcome()), row.nearest()))
                .toList();
    }

    /** A table: a row for each face, or for each candidate of a face. */
    void writeCsv(Path file) {
        StringBuilder csv = new StringBuilder(
                "picture,left,top,width,height,decision,rank,person_id,person,external_id,face_id,distance,threshold\n");
        for (Row row : rows) {
            for (int rank = 1; rank <= Math.max(1, row.nearest().size()); rank++) {
                csv.append(csvLine(row, rank)).append('\n');
            }
        }
        byte[] bytes = csv.toString().getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, out -> out.write(bytes));
    }

    private String csvLine(Row row, int rank) {
        List<String> fields = new ArrayList<>(List.of(row.picture()));
        if (row.outcome() instanceof Acquired acquired) {
            Box box = acquired.face().box();
            for (double number : new double[] {box.left(), box.top(), box.width(), box.height()}) {
                fields.add(String.format(Locale.ROOT, "%.1f", number));
            }
        } else {
            fields.addAll(List.of("", "", "", ""));
        }
        fields.add(
                candidates > 0
                        ? ""
                        : Decision.of(row.nearest(), thresholds) instanceof Decision.Match ? "match" : "unknown");
        if (row.nearest().isEmpty()) {
            fields.addAll(List.of("", "", "", "", "", ""));
        } else {
            Neighbor neighbor = row.nearest().get(rank - 1);
            fields.addAll(List.of(
                    Integer.toString(rank),
                    Long.toString(neighbor.person().id().value()),
                    neighbor.person().name(),
                    neighbor.person().details().externalId().orElse(""),
                    neighbor.face().id().toString(),
                    Double.toString(neighbor.distance())));
        }
        fields.add(
                candidates > 0
                        ? ""
                        : Double.toString(Decision.of(row.nearest(), thresholds).threshold()));
        return fields.stream().map(Separator::quoted).collect(Collectors.joining(","));
    }

    /** A copy of a picture with the boxes and answers of its faces. */
    void draw(FaceImage picture, String name, Path file) {
        LabeledFaces.write(
                picture,
                rows.stream()
                        .filter(row -> row.picture().equals(name))
                        .map(row -> label(row, picture))
                        .toList(),
                file);
    }

    private LabeledFaces.Label label(Row row, FaceImage picture) {
        Box box = row.outcome() instanceof Acquired acquired
                ? acquired.face().box()
                : new Box(0, 0, picture.width() - 1.0, picture.height() - 1.0);
        boolean known = candidates == 0 && Decision.of(row.nearest(), thresholds) instanceof Decision.Match;
        return new LabeledFaces.Label(
                box,
                row.nearest().isEmpty() || candidates == 0 && !known
                        ? "Unknown"
                        : String.format(
                                Locale.ROOT,
                                "%s%s %.2f",
                                known ? "" : "near ",
                                row.nearest().get(0).person().name(),
                                row.nearest().get(0).distance()),
                known);
    }
}

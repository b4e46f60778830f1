package org.likeness.app.cli.recognize;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.likeness.api.recognition.Face;
import org.likeness.api.recognition.FaceDecision;
import org.likeness.api.recognition.IdentifyAnswer;
import org.likeness.api.recognition.IdentifyAnswer.EnrolledPicture;
import org.likeness.api.recognition.IdentifyAnswer.FormerSpace;
import org.likeness.api.recognition.IdentifyAnswer.IdentifiedFace;
import org.likeness.app.report.Figures;
import org.likeness.app.report.LabeledFaces;
import org.likeness.core.Printable;
import org.likeness.core.file.AtomicFile;
import org.likeness.core.file.Separator;
import org.likeness.core.image.Box;
import org.likeness.core.image.FaceImage;

/** The answers for faces, in each of the forms in which they are asked for. */
final class IdentifiedFaces {
    private final IdentifyAnswer answer;
    private final boolean places;

    /** @param places whether a picture may have several faces, so that their places are told */
    IdentifiedFaces(IdentifyAnswer answer, boolean places) {
        this.answer = answer;
        this.places = places;
    }

    /** One line for each face. */
    String text() {
        return answer.faces().stream()
                .map(face -> String.format(
                        Locale.ROOT,
                        "%s%s: %s%n",
                        Printable.line(face.used().picture()),
                        place(face.used().face()),
                        told(face)))
                .collect(Collectors.joining());
    }

    private String told(IdentifiedFace face) {
        String limit = Figures.threshold(threshold(face.nearest()), 4);
        if (face.decision() == null) {
            return face.candidates().isEmpty()
                    ? "no candidates; the gallery is empty"
                    : "candidates "
                            + face.candidates().stream()
                                    .map(IdentifiedFaces::near)
                                    .collect(Collectors.joining("; "));
        }
        if (face.nearest() == null) {
            return String.format(Locale.ROOT, "Unknown; the gallery is empty, threshold %s", limit);
        }
        return String.format(
                Locale.ROOT,
                face.decision() == FaceDecision.MATCH ? "%s, threshold %s" : "Unknown; the nearest is %s, threshold %s",
                near(face.nearest()),
                limit);
    }

    /** That of the space in which the nearest person was found. */
    private double threshold(@Nullable EnrolledPicture nearest) {
        return answer.formerSpaces().stream()
                .filter(former -> nearest != null && former.space().equals(nearest.space()))
                .findFirst()
                .map(FormerSpace::threshold)
                .orElse(answer.threshold());
    }

    private static String near(EnrolledPicture neighbor) {
        return String.format(Locale.ROOT, "%s, distance %.4f", Printable.line(neighbor.person()), neighbor.distance());
    }

    /** Which of several faces. */
    private String place(@Nullable Face face) {
        return places && face != null
                ? String.format(
                        Locale.ROOT,
                        ", the face at (%.0f, %.0f)",
                        box(face).centerX(),
                        box(face).centerY())
                : "";
    }

    private static Box box(Face face) {
        return new Box(
                face.box().left(),
                face.box().top(),
                face.box().width(),
                face.box().height());
    }

    /** A table: a row for each face, or for each candidate of a face. */
    void writeCsv(Path file) {
        StringBuilder csv = new StringBuilder(
                "picture,left,top,width,height,decision,rank,person_id,person,external_id,face_id,distance,threshold\n");
        for (IdentifiedFace face : answer.faces()) {
            List<EnrolledPicture> nearest = nearest(face);
            for (int rank = 1; rank <= Math.max(1, nearest.size()); rank++) {
                csv.append(csvLine(face, nearest, rank)).append('\n');
            }
        }
        byte[] bytes = csv.toString().getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, out -> out.write(bytes));
    }

    /** The candidates, or the person of the decision. */
    private static List<EnrolledPicture> nearest(IdentifiedFace face) {
        return face.nearest() == null ? face.candidates() : List.of(face.nearest());
    }

    private String csvLine(IdentifiedFace face, List<EnrolledPicture> nearest, int rank) {
        List<String> fields = new ArrayList<>(List.of(face.used().picture()));
        if (face.used().face() == null) {
            fields.addAll(List.of("", "", "", ""));
        } else {
            Box box = box(face.used().face());
            for (double number : new double[] {box.left(), box.top(), box.width(), box.height()}) {
                fields.add(String.format(Locale.ROOT, "%.1f", number));
            }
        }
        FaceDecision decision = face.decision();
        fields.add(decision == null ? "" : decision == FaceDecision.MATCH ? "match" : "unknown");
        if (nearest.isEmpty()) {
            fields.addAll(List.of("", "", "", "", "", ""));
        } else {
            EnrolledPicture neighbor = nearest.get(rank - 1);
            fields.addAll(List.of(
                    Integer.toString(rank),
                    Long.toString(neighbor.personId()),
                    neighbor.person(),
                    Objects.requireNonNullElse(neighbor.externalId(), ""),
                    Long.toString(neighbor.faceId()),
                    Double.toString(neighbor.distance())));
        }
        fields.add(decision == null ? "" : Double.toString(threshold(face.nearest())));
        return fields.stream().map(Separator::quoted).collect(Collectors.joining(","));
    }

    /** A copy of a picture with the boxes and answers of its faces. */
    static void draw(FaceImage picture, List<IdentifiedFace> faces, Path file) {
        LabeledFaces.write(
                picture, faces.stream().map(face -> label(face, picture)).toList(), file);
    }

    private static LabeledFaces.Label label(IdentifiedFace face, FaceImage picture) {
        Box box = face.used().face() == null
                ? new Box(0, 0, picture.width() - 1.0, picture.height() - 1.0)
                : box(face.used().face());
        boolean known = face.decision() == FaceDecision.MATCH;
        List<EnrolledPicture> nearest = nearest(face);
        return new LabeledFaces.Label(
                box,
                nearest.isEmpty() || face.decision() == FaceDecision.UNKNOWN
                        ? "Unknown"
                        : String.format(
                                Locale.ROOT,
                                "%s%s %.2f",
                                known ? "" : "near ",
                                nearest.get(0).person(),
                                nearest.get(0).distance()),
                known);
    }
}

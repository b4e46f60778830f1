package org.likeness.app.cli.recognize;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.likeness.app.cli.option.FaceSelection;
import org.likeness.app.report.FacesSection;
import org.likeness.app.report.FacesSection.Face;
import org.likeness.app.report.FacesSection.Group;
import org.likeness.app.report.FacesSection.Trial;
import org.likeness.app.report.Figures;
import org.likeness.app.report.Report;
import org.likeness.core.LikenessException;
import org.likeness.core.Printable;
import org.likeness.core.acquisition.FaceMeasure;
import org.likeness.core.file.AtomicFile;
import org.likeness.core.file.Separator;
import org.likeness.search.cluster.FaceCluster;
import org.likeness.search.cluster.FaceCluster.Member;

/**
 * The files of {@code likeness cluster}: a table of all faces, {@code docs/formats/clusters.md}, and a page for people.
 *
 * @param page  with contact sheets
 * @param table of all faces
 */
record ClusterFiles(Path page, Path table) {
    private static final int GROUPS = 200; // of which the page has sheets, so that browsers open it
    private static final int FACES = 24; // of each group
    private static final int ALONE = 96;

    /**
     * Those of a folder.
     *
     * @throws LikenessException if one is there already: names may have been filled in
     */
    static ClusterFiles in(Path folder) {
        ClusterFiles files = new ClusterFiles(folder.resolve("clusters.html"), folder.resolve("clusters.csv"));
        for (Path file : List.of(files.page, files.table)) {
            if (Files.exists(file)) {
                throw LikenessException.conflict(String.format(
                        Locale.ROOT, "%s exists, and names may have been filled in: choose another --out", file));
            }
        }
        return files;
    }

    /**
     * Writes both.
     *
     * @param clusters  of the faces
     * @param faces     by number
     * @param space     id of the embedding space
     * @param threshold of the clusters
     * @param pictures  number of pictures
     */
    void write(List<FaceCluster> clusters, List<ClusteredFace> faces, String space, double threshold, int pictures) {
        AtomicFile.write(table, out -> {
            out.write(utf8("cluster,name,picture," + FaceMeasure.columns() + ",centerDistance,encoder\n"));
            for (int i = 0; i < clusters.size(); i++) {
                for (Member member : clusters.get(i).members()) {
                    out.write(utf8(line(i + 1, faces.get(member.face()), member, space)));
                }
            }
        });
        report(clusters, faces, threshold, pictures).write(page);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String line(int cluster, ClusteredFace face, Member member, String space) {
        return String.format(
                Locale.ROOT,
                "%d,,%s,%s,%.4f,%s\n",
                cluster,
                Separator.inQuotes(face.picture()),
                face.found().map(FaceMeasure::texts).orElseGet(FaceMeasure::nothing),
                member.centerDistance(),
                space);
    }

    private static Report report(
            List<FaceCluster> clusters, List<ClusteredFace> faces, double threshold, int pictures) {
        List<FaceCluster> groups =
                clusters.stream().filter(cluster -> cluster.size() > 1).toList();
        List<FaceCluster> alone = clusters.subList(groups.size(), clusters.size()); // clusters are sorted by size
        Report report = Report.titled(
                        "Faces grouped by person",
                        "Faces that look alike, without names. A group may hold two people, and a person may have two groups."
                                + " Names are filled in in clusters.csv.")
                .headline("faces", Figures.whole(faces.size()), "of " + Figures.whole(pictures) + " pictures")
                .headline("groups", Figures.whole(groups.size()), "of two faces or more")
                .headline("faces alone", Figures.whole(alone.size()), "in no group")
                .headline("threshold", Figures.threshold(threshold), "largest mean distance of two merged groups");
        if (!groups.isEmpty()) {
            List<Group> sheets = new ArrayList<>();
            for (int i = 0; i < Math.min(GROUPS, groups.size()); i++) {
                sheets.add(sheet(i + 1, groups.get(i), faces));
            }
            report.add(new FacesSection(shown("Groups", GROUPS, groups.size()), sheets));
        }
        if (!alone.isEmpty()) {
            List<Face> portraits = alone.stream()
                    .limit(ALONE)
                    .map(cluster -> portrait(cluster.members().get(0), faces, Optional.empty()))
                    .toList();
            report.add(new FacesSection(
                    shown("Faces alone", ALONE, alone.size()),
                    List.of(new Group(
                            String.format(Locale.ROOT, "Clusters %,d to %,d", groups.size() + 1, clusters.size()),
                            "No group is within the threshold.",
                            List.of(new Trial(portraits))))));
        }
        return report;
    }

    private static String shown(String title, int most, int count) {
        return count <= most ? title : String.format(Locale.ROOT, "%s: the first %,d of %,d", title, most, count);
    }

    private static Group sheet(int number, FaceCluster cluster, List<ClusteredFace> faces) {
        Stream<Face> portraits = cluster.members().stream()
                .limit(FACES)
                .map(member -> portrait(member, faces, Optional.of(member.centerDistance())));
        return new Group(
                String.format(Locale.ROOT, "Cluster %,d: %,d faces", number, cluster.size()),
                cluster.size() <= FACES
                        ? "Nearest to the center first, with the distance to it."
                        : String.format(Locale.ROOT, "The %d nearest to the center, with the distance to it.", FACES),
                List.of(new Trial(portraits.toList())));
    }

    private static Face portrait(Member member, List<ClusteredFace> faces, Optional<Double> distance) {
        ClusteredFace face = faces.get(member.face());
        String role =
                face.found().map(found -> FaceSelection.place(found.face())).orElse("the whole picture");
        return new Face(role, face.thumbnail(), Printable.line(face.picture()), distance);
    }
}

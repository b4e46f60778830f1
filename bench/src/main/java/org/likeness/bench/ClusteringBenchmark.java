package org.likeness.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.likeness.core.evaluation.identification.AverageLinkage;
import org.likeness.core.evaluation.identification.ClusterAgreement;
import org.likeness.core.evaluation.identification.ClusterIntervals;
import org.likeness.core.file.Separator;
import org.likeness.core.search.EmbeddedPictures;
import org.likeness.search.cluster.FaceCluster;
import org.likeness.search.cluster.FaceClustering;

/**
 * Clusters of faces compared with their people: average linkage through each face's neighbors, average linkage of all pairs, and connected
 * components (single linkage).
 *
 * <p>Arguments: a file of {@code likeness embed --out faces.csv} of pictures in one folder per person, and thresholds; see
 * {@code docs/results/clustering.md}.
 */
public final class ClusteringBenchmark {
    private static final int[] NEIGHBORS = {8, 16, 64};

    private ClusteringBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        List<float[]> rows = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        read(Path.of(arguments[0]), rows, labels);
        float[][] faces = rows.toArray(float[][]::new);
        int[] people = labels.stream().mapToInt(Integer::intValue).toArray();
        AverageLinkage all = AverageLinkage.of(EmbeddedPictures.distinct(joined(faces), people), 2);
        for (int i = 1; i < arguments.length; i++) {
            double threshold = Double.parseDouble(arguments[i]);
            print("all pairs", threshold, all.within(threshold), people, Double.NaN);
            for (int neighbors : NEIGHBORS) {
                long begin = System.nanoTime();
                List<FaceCluster> clusters = new FaceClustering(threshold, neighbors, 2).of(faces, done -> {});
                double seconds = (System.nanoTime() - begin) / 1e9;
                print(neighbors + " neighbors", threshold, labels(clusters, faces.length), people, seconds);
            }
            print("components", threshold, components(faces, threshold), people, Double.NaN);
        }
    }

    private static void read(Path file, List<float[]> rows, List<Integer> labels) throws IOException {
        Map<String, Integer> people = new HashMap<>();
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            reader.readLine();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                List<String> fields = Separator.COMMA.split(line);
                String person = String.valueOf(Path.of(fields.get(0)).getParent());
                labels.add(people.computeIfAbsent(person, name -> people.size()));
                float[] row = new float[fields.size() - 2];
                for (int i = 0; i < row.length; i++) {
                    row[i] = Float.parseFloat(fields.get(i + 2));
                }
                rows.add(row);
            }
        }
    }

    private static float[] joined(float[][] faces) {
        int size = faces[0].length;
        float[] joined = new float[faces.length * size];
        for (int i = 0; i < faces.length; i++) {
            System.arraycopy(faces[i], 0, joined, i * size, size);
        }
        return joined;
    }

    private static int[] labels(List<FaceCluster> clusters, int faces) {
        int[] labels = new int[faces];
        for (int i = 0; i < clusters.size(); i++) {
            int cluster = i;
            clusters.get(i).members().forEach(member -> labels[member.face()] = cluster);
        }
        return labels;
    }

    /** Faces within the threshold are connected, at whatever distance others of the component are. */
    private static int[] components(float[][] faces, double threshold) {
        int[] labels = new int[faces.length];
        boolean[] reached = new boolean[faces.length];
        for (int start = 0; start < faces.length; start++) {
            List<Integer> open = new ArrayList<>(reached[start] ? List.of() : List.of(start));
            reached[start] = true;
            while (!open.isEmpty()) {
                int face = open.remove(open.size() - 1);
                labels[face] = start;
                for (int other = 0; other < faces.length; other++) {
                    if (!reached[other] && distance(faces[face], faces[other]) <= threshold) {
                        reached[other] = true;
                        open.add(other);
                    }
                }
            }
        }
        return labels;
    }

    private static float distance(float[] one, float[] other) {
        float sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += (one[i] - other[i]) * (one[i] - other[i]);
        }
        return sum;
    }

    private static void print(String name, double threshold, int[] clusters, int[] people, double seconds) {
        ClusterAgreement found = ClusterAgreement.of(clusters, people);
        ClusterIntervals intervals = ClusterIntervals.of(clusters, people, 1);
        System.out.printf(
                Locale.ROOT,
                "| %.4f | %s | %,d | %.4f | %.4f | %.4f (%.4f–%.4f) | %.4f | %.4f | %.4f (%.4f–%.4f) | %.1f |%n",
                threshold,
                name,
                found.clusters(),
                found.precision(),
                found.recall(),
                found.pairwiseF(),
                intervals.pairwiseF().lower(),
                intervals.pairwiseF().upper(),
                found.bcubedPrecision(),
                found.bcubedRecall(),
                found.bcubedF(),
                intervals.bcubedF().lower(),
                intervals.bcubedF().upper(),
                seconds);
    }
}

package org.likeness.search.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.likeness.core.concurrent.Workers;
import org.likeness.search.ExactIndex;
import org.likeness.search.SearchIndex;
import org.likeness.search.SearchIndex.Hit;

/**
 * Agglomerative clustering of up to some hundred thousand faces: the two clusters with the smallest mean distance of their members are merged
 * (average linkage, UPGMA), as long as that distance is within the threshold.
 *
 * <p>Only clusters with neighboring faces are compared: each face is a neighbor of the nearest ones within the threshold, at most so many.
 * The mean distance of any two clusters follows from their means, without the pairs between them ({@link Linkage}). Two clusters whose mean
 * distance is within the threshold have a pair of faces that is. The result is therefore that of a comparison of all pairs, if no face has
 * more neighbors within the threshold; otherwise it is close to it (docs/results/clustering.md).
 *
 * <p>The result depends on nothing but the embeddings, their order and the settings. Thread-safe.
 *
 * @param threshold the largest mean distance of two clusters that are merged: squared Euclidean
 * @param neighbors of each face, at least 1
 * @param threads   that search neighbors, at least 1
 */
public record FaceClustering(double threshold, int neighbors, int threads) {
    /** Neighbors of each face: the clusters of LFW are then nearly those of all pairs (docs/results/clustering.md). */
    public static final int USUAL_NEIGHBORS = 64;

    private static final int BLOCK = 32; // probes that an index compares with a block of codes at once

    public FaceClustering {
        if (Double.isNaN(threshold) || neighbors < 1 || threads < 1) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "threshold %s, %d neighbors, %d threads: a number and at least 1 of each are expected",
                    threshold,
                    neighbors,
                    threads));
        }
    }

    /**
     * Clusters faces.
     *
     * @param embeddings [N][D], finite; shared, to be read only
     * @param progress   receives the number of faces whose neighbors are known, by any of the threads
     * @return the largest first; of equal sizes, that with the lowest face first
     * @throws IllegalArgumentException if embeddings differ in length, or a number is not finite
     */
    public List<FaceCluster> of(float[][] embeddings, IntConsumer progress) {
        if (embeddings.length == 0) {
            return List.of();
        }
        Linkage linkage = new Linkage(embeddings, threshold);
        List<List<Hit>> neighborhoods = neighborhoods(embeddings, progress);
        for (int face = 0; face < embeddings.length; face++) {
            for (Hit hit : neighborhoods.get(face)) {
                linkage.connect(face, (int) hit.face(), hit.distance());
            }
        }
        int[] roots = linkage.merged();
        List<List<Integer>> members = new ArrayList<>();
        int[] numbers = new int[IntStream.of(roots).max().orElseThrow() + 1];
        Arrays.fill(numbers, -1);
        for (int face = 0; face < roots.length; face++) {
            if (numbers[roots[face]] < 0) {
                numbers[roots[face]] = members.size();
                members.add(new ArrayList<>());
            }
            members.get(numbers[roots[face]]).add(face);
        }
        return members.stream()
                .map(faces -> cluster(faces, embeddings))
                .sorted(Comparator.comparingInt(FaceCluster::size).reversed().thenComparing(FaceCluster::firstFace))
                .toList();
    }

    /** The neighbors of each face within the threshold. */
    private List<List<Hit>> neighborhoods(float[][] embeddings, IntConsumer progress) {
        SearchIndex index = new ExactIndex(embeddings[0].length, face -> embeddings[(int) face], 1);
        for (int face = 0; face < embeddings.length; face++) {
            index.add(
                    face,
                    face,
                    embeddings[face]); // each its own person, so that the nearest people are the nearest faces
        }
        List<Integer> starts = IntStream.range(0, (embeddings.length + BLOCK - 1) / BLOCK)
                .mapToObj(block -> block * BLOCK)
                .toList();
        return new Workers(threads)
                        .map(
                                starts,
                                start -> neighborhoods(embeddings, index, start),
                                blocks -> progress.accept(Math.min(embeddings.length, blocks * BLOCK)))
                        .stream()
                        .flatMap(List::stream)
                        .toList();
    }

    private List<List<Hit>> neighborhoods(float[][] embeddings, SearchIndex index, int start) {
        int end = Math.min(embeddings.length, start + BLOCK);
        List<List<Hit>> nearest = index.nearest(Arrays.copyOfRange(embeddings, start, end), neighbors + 1);
        return IntStream.range(start, end)
                .mapToObj(face -> nearest.get(face - start).stream()
                        .filter(hit -> hit.face() != face && hit.distance() <= threshold)
                        .limit(neighbors)
                        .toList())
                .toList();
    }

    private static FaceCluster cluster(List<Integer> faces, float[][] embeddings) {
        double[] mean = new double[embeddings[0].length];
        for (int face : faces) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += (double) embeddings[face][i] / faces.size();
            }
        }
        return new FaceCluster(faces.stream()
                .map(face -> new FaceCluster.Member(face, faces.size() == 1 ? 0 : distance(embeddings[face], mean)))
                .sorted(Comparator.comparingDouble(FaceCluster.Member::centerDistance)
                        .thenComparing(FaceCluster.Member::face))
                .toList());
    }

    private static double distance(float[] embedding, double[] mean) {
        double sum = 0;
        for (int i = 0; i < mean.length; i++) {
            sum += (embedding[i] - mean[i]) * (embedding[i] - mean[i]);
        }
        return sum;
    }
}

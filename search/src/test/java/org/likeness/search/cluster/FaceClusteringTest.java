package org.likeness.search.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.likeness.core.evaluation.identification.AverageLinkage;
import org.likeness.core.evaluation.identification.ClusterAgreement;
import org.likeness.core.search.EmbeddedPictures;
import org.likeness.search.cluster.FaceCluster.Member;

class FaceClusteringTest {
    private static final int D = 12;

    /** All pairs, in single precision: the clusters of {@link AverageLinkage}, which scikit-learn makes, too. */
    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.3, 0.6, 0.9, 1.3, 1.9, 4})
    void withAllNeighborsTheClustersAreThoseOfAllPairs(double threshold) {
        for (long seed = 0; seed < 12; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            float[][] faces = faces(20 + random.nextInt(120), 12, 0.1 + 0.6 * random.nextDouble(), random);
            int[] reference = reference(faces).within(threshold);
            int[] found = labels(new FaceClustering(threshold, faces.length, 2).of(faces, done -> {}), faces.length);
            assertThat(ClusterAgreement.of(found, reference).randIndex())
                    .as("seed %d", seed)
                    .isEqualTo(1);
        }
    }

    /** A person with more pictures than a face has neighbors is one cluster all the same. */
    @Test
    void fewNeighborsAreEnoughForPeopleWhoAreFarApart() {
        for (long seed = 0; seed < 5; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            float[][] faces = faces(300, 3, 0.1, random);
            int[] found = labels(new FaceClustering(0.6, 8, 2).of(faces, done -> {}), faces.length);
            assertThat(found)
                    .as("seed %d", seed)
                    .isEqualTo(labels(new FaceClustering(0.6, 300, 1).of(faces, done -> {}), 300));
            assertThat(Arrays.stream(found).distinct()).as("seed %d", seed).hasSize(3);
        }
    }

    @Test
    void theResultDoesNotDependOnThreads() {
        float[][] faces = faces(400, 60, 0.5, new SplittableRandom(7));
        List<FaceCluster> alone = new FaceClustering(0.9, 10, 1).of(faces, done -> {});
        assertThat(new FaceClustering(0.9, 10, 4).of(faces, done -> {})).isEqualTo(alone);
    }

    @Test
    void clustersAreOrderedBySizeAndMembersByDistanceToTheCenter() {
        float[][] faces = {{9, 0}, {0, 0}, {0, 1}, {5, 5}, {0, 3}, {9, 1}};
        List<FaceCluster> clusters = new FaceClustering(8, 6, 1).of(faces, done -> {});
        assertThat(clusters).hasSize(3);
        assertThat(clusters.get(0).members()).extracting(Member::face).containsExactly(2, 1, 4);
        assertThat(clusters.get(0).members().get(0).centerDistance()).isCloseTo(1 / 9.0, within(1e-9));
        assertThat(clusters.get(0).members().get(2).centerDistance()).isCloseTo(25 / 9.0, within(1e-9));
        assertThat(clusters.get(1).members()).extracting(Member::face).containsExactly(0, 5);
        assertThat(clusters.get(2).members()).containsExactly(new Member(3, 0));
    }

    /** (1 + 9 + 0 + 4)/2 pairs: 0 and 1 are merged at 1; the mean distance to 3 is (9 + 4)/2. */
    @Test
    void clustersAreMergedAtTheMeanDistanceOfTheirMembers() {
        float[][] faces = {{0}, {1}, {3}};
        assertThat(new FaceClustering(6.4, 3, 1).of(faces, done -> {})).hasSize(2);
        assertThat(new FaceClustering(6.6, 3, 1).of(faces, done -> {})).hasSize(1);
    }

    @Test
    void equalFacesAreOneClusterUnlessNothingMatches() {
        float[][] faces = new float[50][];
        Arrays.fill(faces, new float[] {0.6f, 0.8f});
        assertThat(new FaceClustering(0, 50, 2).of(faces, done -> {})).hasSize(1);
        assertThat(new FaceClustering(-1, 5, 2).of(faces, done -> {})).hasSize(50);
        assertThat(new FaceClustering(1, 5, 2).of(new float[0][], done -> {})).isEmpty();
        assertThat(new FaceClustering(1, 5, 2).of(new float[][] {{1, 0}}, done -> {}))
                .containsExactly(new FaceCluster(List.of(new Member(0, 0))));
    }

    @Test
    void progressEndsWithAllFaces() {
        List<Integer> steps = new ArrayList<>();
        new FaceClustering(1, 5, 1).of(faces(70, 7, 0.1, new SplittableRandom(1)), steps::add);
        assertThat(steps).containsExactly(32, 64, 70);
    }

    @Test
    void settingsThatCannotBeAreRefused() {
        assertThatThrownBy(() -> new FaceClustering(Double.NaN, 0, 1))
                .hasMessageContaining("threshold NaN, 0 neighbors, 1 threads");
    }

    /** Unit vectors around a center for each person. */
    private static float[][] faces(int count, int people, double spread, SplittableRandom random) {
        double[][] centers = new double[people][];
        Arrays.setAll(centers, person -> gaussian(random));
        float[][] faces = new float[count][D];
        for (int i = 0; i < count; i++) {
            double[] noise = gaussian(random);
            double squares = 0;
            for (int j = 0; j < D; j++) {
                noise[j] = centers[i % people][j] + spread * noise[j];
                squares += noise[j] * noise[j];
            }
            for (int j = 0; j < D; j++) {
                faces[i][j] = (float) (noise[j] / Math.sqrt(squares));
            }
        }
        return faces;
    }

    private static double[] gaussian(SplittableRandom random) {
        return IntStream.range(0, D).mapToDouble(i -> random.nextGaussian()).toArray();
    }

    private static AverageLinkage reference(float[][] faces) {
        float[] rows = new float[faces.length * D];
        for (int i = 0; i < faces.length; i++) {
            System.arraycopy(faces[i], 0, rows, i * D, D);
        }
        return AverageLinkage.of(
                EmbeddedPictures.distinct(rows, IntStream.range(0, faces.length).toArray()), 1);
    }

    private static int[] labels(List<FaceCluster> clusters, int faces) {
        int[] labels = new int[faces];
        Arrays.fill(labels, -1);
        for (int i = 0; i < clusters.size(); i++) {
            for (Member member : clusters.get(i).members()) {
                assertThat(labels[member.face()])
                        .as("face %d stands once", member.face())
                        .isEqualTo(-1);
                labels[member.face()] = i;
            }
        }
        assertThat(labels).doesNotContain(-1);
        return labels;
    }
}

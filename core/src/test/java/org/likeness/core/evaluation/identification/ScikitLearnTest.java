package org.likeness.core.evaluation.identification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.likeness.core.evaluation.verification.Roc;
import org.likeness.core.evaluation.verification.ScoredPairs;
import org.likeness.core.search.EmbeddedPictures;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Our figures beside scikit-learn's: {@code scikit-learn.py} in the test's resources. */
class ScikitLearnTest {
    private static final double DIGITS = 1e-8; // that the file keeps

    private static JsonNode theirs;

    @BeforeAll
    static void read() throws IOException {
        try (InputStream file = ScikitLearnTest.class.getResourceAsStream("scikit-learn.json")) {
            theirs = JsonMapper.shared().readTree(file);
        }
    }

    private static Iterable<JsonNode> cases(String name, int count) {
        JsonNode cases = theirs.get(name);
        assertThat(cases.size()).isEqualTo(count);
        return cases;
    }

    private static int[] numbers(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .mapToInt(JsonNode::asInt)
                .toArray();
    }

    private static ScoredPairs pairs(JsonNode one) {
        int[] same = numbers(one.get("same"));
        double[] distances = StreamSupport.stream(one.get("distances").spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
        boolean[] flags = new boolean[same.length];
        for (int i = 0; i < same.length; i++) {
            flags[i] = same[i] == 1;
        }
        return new ScoredPairs(distances, flags);
    }

    private static DistanceCounts counts(ScoredPairs pairs) {
        DistanceCounts counts = new DistanceCounts(4);
        for (int i = 0; i < pairs.size(); i++) {
            counts.add((float) pairs.distances()[i], pairs.same()[i]);
        }
        return counts;
    }

    @Test
    void theAreaUnderTheCurveIsTheSameWithTiesToo() {
        for (JsonNode one : cases("pairs", 3)) {
            ScoredPairs pairs = pairs(one);
            double auc = one.get("auc").asDouble();
            assertThat(Roc.of(pairs).areaUnderCurve()).isCloseTo(auc, within(DIGITS));
            DistanceCounts counts = counts(pairs);
            assertThat(counts.areaUnderCurve()).isCloseTo(auc, within(counts.areaError() + DIGITS));
        }
    }

    @Test
    void theRatesAreTheSameAtEachThresholdOfTheRocAndOfTheDet() {
        for (JsonNode one : cases("pairs", 3)) {
            ScoredPairs pairs = pairs(one);
            Roc roc = Roc.of(pairs);
            DistanceCounts counts = counts(pairs);
            for (JsonNode point : one.get("roc")) {
                double limit = point.get(0).asDouble() + 1e-7; // their numbers are rounded
                double edge = limit + 2 * counts.resolution();
                assertThat(roc.falseMatches(limit).value())
                        .isCloseTo(point.get(1).asDouble(), within(DIGITS));
                assertThat(roc.trueMatches(limit).value())
                        .isCloseTo(point.get(2).asDouble(), within(DIGITS));
                assertThat(counts.falseMatches(edge).value())
                        .isCloseTo(point.get(1).asDouble(), within(DIGITS));
                assertThat(counts.trueMatches(edge).value())
                        .isCloseTo(point.get(2).asDouble(), within(DIGITS));
            }
            for (JsonNode point : one.get("det")) {
                double limit = point.get(0).asDouble() + 1e-7;
                assertThat(roc.falseMatches(limit).value())
                        .isCloseTo(point.get(1).asDouble(), within(DIGITS));
                assertThat(roc.falseNonMatches(limit).value())
                        .isCloseTo(point.get(2).asDouble(), within(DIGITS));
            }
        }
    }

    @Test
    void clustersAgreeWithPeopleAsMuch() {
        for (JsonNode one : cases("agreements", 4)) {
            ClusterAgreement found = ClusterAgreement.of(numbers(one.get("clusters")), numbers(one.get("people")));
            assertThat(found.mutualInformation())
                    .isCloseTo(one.get("mutualInformation").asDouble(), within(DIGITS));
            assertThat(found.randIndex()).isCloseTo(one.get("randIndex").asDouble(), within(DIGITS));
            assertThat(found.precision()).isCloseTo(one.get("precision").asDouble(), within(DIGITS));
            assertThat(found.recall()).isCloseTo(one.get("recall").asDouble(), within(DIGITS));
        }
    }

    @Test
    void averageLinkageMakesTheSameClusters() {
        for (JsonNode one : cases("linkages", 3)) {
            JsonNode points = one.get("points");
            int dimension = points.get(0).size();
            float[] embeddings = new float[points.size() * dimension];
            for (int i = 0; i < embeddings.length; i++) {
                embeddings[i] =
                        (float) points.get(i / dimension).get(i % dimension).asDouble();
            }
            EmbeddedPictures faces = EmbeddedPictures.distinct(
                    embeddings, IntStream.range(0, points.size()).toArray());
            int[] ours = AverageLinkage.of(faces, 2).parted(one.get("count").asInt());
            assertThat(ClusterAgreement.of(ours, numbers(one.get("clusters"))).randIndex())
                    .as("the same parts under other numbers")
                    .isEqualTo(1);
        }
    }
}

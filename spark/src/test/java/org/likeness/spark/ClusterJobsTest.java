package org.likeness.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.LikenessException;
import org.likeness.core.acquisition.AligningAcquirer;
import org.likeness.core.acquisition.FaceAcquirer;
import org.likeness.core.acquisition.FaceChoice;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Picture;
import org.likeness.core.dataset.synthetic.SyntheticFolder;
import org.likeness.core.embedding.picture.PictureEmbeddings;
import org.likeness.core.evaluation.identification.AllPairs;
import org.likeness.core.evaluation.identification.DistanceCounts;
import org.likeness.core.evaluation.identification.FaceSet;
import org.likeness.core.image.codec.ImageEncoder;
import org.likeness.core.search.EmbeddedPictures;
import org.likeness.export.PeopleEmbeddingsFile;
import org.likeness.recognition.OnnxEncoder;
import org.likeness.recognition.detection.FaceDetectors;
import org.likeness.recognition.detection.FaceFinding;
import org.likeness.shards.FaceSets;
import org.likeness.spark.cluster.SparkCluster;
import org.likeness.spark.embed.EmbedJob;
import org.likeness.spark.embed.EmbedResult;
import org.likeness.spark.embed.EmbedSettings;
import org.likeness.spark.embed.EmbeddedSet;
import org.likeness.spark.embed.PartReport;
import org.likeness.spark.pairs.LookAlikes;
import org.likeness.spark.pairs.MineSettings;
import org.likeness.spark.pairs.NegativesJob;
import org.likeness.spark.pairs.PairEvaluation;

/** Embedding, pairs and negatives on a cluster of separate programs, beside what one program computes. */
@Timeout(300)
class ClusterJobsTest {
    private static final int PART = 20; // pictures
    private static final int ALL = TestPeople.PEOPLE * TestPeople.EACH;

    @TempDir
    private static Path shared;

    private static TestPeople people;

    @TempDir
    private Path folder;

    @BeforeAll
    static void make() {
        people = TestPeople.in(shared);
    }

    private static EmbedResult embed(SparkCluster cluster, Path set, Path out) {
        return EmbedJob.run(cluster, new EmbedSettings(people.encoder(), false, Optional.empty(), set, 1, PART, out));
    }

    @Test
    void embeddingsPairsAndNegativesAreThoseOfOneProgram() throws IOException {
        FaceDataset data = TestPeople.data(people.folders());
        PictureEmbeddings expected = TestPeople.embedded(people.encoder(), data);
        Path inShards = folder.resolve("shards");
        Path inFolders = folder.resolve("folders");
        SparkCluster cluster = TestCluster.shared().connection();
        assertThat(embed(cluster, people.shards(), inShards).reports()).hasSizeGreaterThan(3);
        assertThat(embed(cluster, people.folders(), inFolders).reports()).hasSizeGreaterThan(3);
        EmbeddedSet set = EmbeddedSet.open(inShards);
        requireSame(set, data, expected);
        requireSame(EmbeddedSet.open(inFolders), data, expected);
        requireSamePairs(PairEvaluation.run(cluster, set), FaceSet.of(data, expected));
        requireNegatives(
                NegativesJob.run(cluster, set, new MineSettings(3, 1_000, 0.9, ALL + 1L, folder.resolve("negatives")))
                        .lookAlikes(),
                data,
                expected);
    }

    private static void requireSame(EmbeddedSet set, FaceDataset data, PictureEmbeddings expected) {
        Map<String, Picture> byName = new HashMap<>();
        TestPeople.pictures(data).forEach(picture -> byName.put(picture.name(), picture));
        int rows = 0;
        for (Path file : set.files()) {
            for (PeopleEmbeddingsFile.Row row : PeopleEmbeddingsFile.read(file)) {
                assertThat(row.picture()).startsWith(row.person() + "/");
                float[] own = expected.of(Objects.requireNonNull(byName.get(row.picture())))
                        .orElseThrow();
                assertThat(row.embedding().values()).containsExactly(own, within(1e-5f));
                rows++;
            }
        }
        assertThat(rows).isEqualTo(ALL);
    }

    private static void requireSamePairs(DistanceCounts counts, FaceSet set) {
        DistanceCounts own = AllPairs.of(set, 1);
        assertThat(counts.genuine()).isEqualTo(own.genuine());
        assertThat(counts.impostor()).isEqualTo(own.impostor());
        assertThat(counts.areaUnderCurve()).isCloseTo(own.areaUnderCurve(), within(1e-4));
    }

    private static void requireNegatives(List<LookAlikes> found, FaceDataset data, PictureEmbeddings embeddings) {
        EmbeddedPictures faces = FaceSet.of(data, embeddings).faces();
        assertThat(found.stream().mapToLong(LookAlikes::faces).sum()).isEqualTo(3L * faces.size());
        Map<String, Double> nearest = new HashMap<>();
        for (int one = 0; one < faces.size(); one++) {
            for (int other = 0; other < faces.size(); other++) {
                if (faces.labels()[one] != faces.labels()[other]) {
                    nearest.merge(
                            data.identities().get(faces.labels()[one]).name(),
                            (double) faces.distance(one, other),
                            Math::min);
                }
            }
        }
        Map<String, Double> told = new HashMap<>();
        found.forEach(pair -> told.merge(pair.person(), pair.distance(), Math::min));
        assertThat(told.keySet()).isEqualTo(nearest.keySet());
        nearest.forEach((person, distance) ->
                assertThat(told.getOrDefault(person, -1.0)).isCloseTo(distance, within(1e-5)));
    }

    @Test
    void whatIsEmbeddedStaysAndWhatIsDamagedIsNamed() throws IOException {
        Path set = Files.createDirectory(folder.resolve("set"));
        List<Path> files = FaceSets.shards(people.shards());
        for (Path file : files) {
            Files.copy(file, set.resolve(file.getFileName()));
        }
        Path bad = set.resolve(files.get(1).getFileName());
        Files.write(bad, new byte[1024]);
        Path out = folder.resolve("embedded");
        SparkCluster cluster = TestCluster.shared().connection();
        assertThat(embed(cluster, set, out).unreadable())
                .singleElement()
                .extracting(PartReport::unreadable)
                .asString()
                .contains(String.valueOf(bad.getFileName()));
        assertThatThrownBy(() -> EmbeddedSet.open(out))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("parts are embedded: embed the set again");
        FileTime earlier = Files.getLastModifiedTime(out.resolve("part-00000.parquet"));
        Files.copy(files.get(1), bad, StandardCopyOption.REPLACE_EXISTING);
        EmbedResult second = embed(cluster, set, out);
        assertThat(second.resumed()).isEqualTo(files.size() - 1);
        assertThat(second.embedded()).isEqualTo(ALL);
        assertThat(Files.getLastModifiedTime(out.resolve("part-00000.parquet"))).isEqualTo(earlier);
        assertThat(embed(cluster, set, out).resumed()).isEqualTo(files.size());
        assertThatThrownBy(() -> embed(cluster, people.folders(), out))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining(" parts by encoder ");
    }

    /** Its genuine pair never matches; impostor pairs with it are left out. */
    @Test
    void aPictureThatCannotBeReadIsSetAsideUntilItCan() throws IOException {
        Path set = folder.resolve("set");
        new SyntheticFolder(2, 32, 0, 3, 2, ImageEncoder.Format.JPG).write(set, 1, done -> {});
        String name = TestPeople.pictures(TestPeople.data(set)).get(2).name();
        byte[] picture = Files.readAllBytes(set.resolve(name));
        Files.writeString(set.resolve(name), "no picture");
        Path out = folder.resolve("embedded");
        SparkCluster cluster = TestCluster.shared().connection();
        EmbedResult result = embed(cluster, set, out);
        assertThat(result.failed()).isEqualTo(1);
        assertThat(result.reports().get(0).failures())
                .singleElement()
                .extracting(PartReport.Failure::picture)
                .isEqualTo(name);
        DistanceCounts counts = PairEvaluation.run(cluster, EmbeddedSet.open(out));
        assertThat(counts.genuine()).isEqualTo(3);
        assertThat(counts.impostor()).isEqualTo(8);
        Files.write(set.resolve(name), picture);
        Files.delete(out.resolve("part-00000.json")); // that a picture has changed is not noticed
        assertThat(embed(cluster, set, out).failed()).isZero();
        assertThat(PairEvaluation.run(cluster, EmbeddedSet.open(out)).impostor())
                .as("pairs of the file as it is now")
                .isEqualTo(12);
    }

    @Test
    void facesOfPhotographsAreFoundAsInOneProgram() throws IOException {
        Path set = folder.resolve("photographs");
        TestDetector.picture(set.resolve("ann/1.png"), 60, 4);
        TestDetector.picture(set.resolve("ann/2.png"), 90, 9);
        TestDetector.picture(set.resolve("bob/1.png"), 120, 15);
        TestDetector.picture(set.resolve("bob/none.png"), 120, -1);
        Path detector = TestDetector.write(folder.resolve("detector.onnx"));
        FaceFinding finding = new FaceFinding(
                detector, Optional.empty(), Optional.empty(), Optional.empty(), FaceChoice.LARGEST, true);
        Path out = folder.resolve("embedded");
        SparkCluster cluster = TestCluster.shared().connection();
        EmbedSettings settings = new EmbedSettings(people.encoder(), false, Optional.of(finding), set, 1, PART, out);
        EmbedResult result = EmbedJob.run(cluster, settings);
        assertThat(result.embedded()).isEqualTo(3);
        assertThat(result.resized()).isZero();
        assertThat(result.reports().get(0).failures())
                .extracting(PartReport.Failure::reason)
                .containsExactly("no face was found in its 256×256 pixels");

        FaceDataset data = TestPeople.data(set);
        PictureEmbeddings expected;
        try (OnnxEncoder network = OnnxEncoder.load(people.encoder(), 1);
                FaceAcquirer acquirer = new AligningAcquirer(
                        FaceDetectors.load(detector),
                        FaceChoice.LARGEST,
                        network.spec().arcFaceAlignment())) {
            expected = PictureEmbeddings.of(TestPeople.pictures(data), acquirer, network, done -> {});
        }
        List<float[]> found = new ArrayList<>();
        for (PeopleEmbeddingsFile.Row row :
                PeopleEmbeddingsFile.read(EmbeddedSet.open(out).files().get(0))) {
            Picture picture = TestPeople.pictures(data).stream()
                    .filter(one -> one.name().equals(row.picture()))
                    .findFirst()
                    .orElseThrow();
            found.add(row.embedding().values());
            assertThat(row.embedding().values())
                    .containsExactly(expected.of(picture).orElseThrow(), within(1e-5f));
        }
        assertThat(found).hasSize(3);
        assertThat(found.get(0)).isNotEqualTo(found.get(1));
        assertThatThrownBy(() -> embed(cluster, set, out))
                .as("other faces are not mixed with these")
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("faces found by detector.onnx");
    }
}

package org.likeness.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.LikenessException;
import org.likeness.core.Remedy;
import org.likeness.core.dataset.synthetic.SyntheticFolder;
import org.likeness.core.evaluation.identification.DistanceCounts;
import org.likeness.core.image.codec.ImageEncoder;
import org.likeness.shards.FaceSets;
import org.likeness.shards.ShardWriter;
import org.likeness.spark.cluster.SparkCluster;
import org.likeness.spark.embed.EmbedJob;
import org.likeness.spark.embed.EmbedResult;
import org.likeness.spark.embed.EmbedSettings;
import org.likeness.spark.embed.EmbeddedSet;
import org.likeness.spark.embed.PartReport;
import org.likeness.spark.pairs.PairEvaluation;

/** What becomes of a job if an executor, a worker or a disk fails: a sentence, nothing that waits for ever, and no half file. */
@Timeout(300)
class ClusterFailuresTest {
    private static final int PEOPLE_FROM = 1_000; // of others than the set's
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

    private static EmbedResult embed(SparkCluster cluster, Path set, Path out, int pictures) {
        return EmbedJob.run(
                cluster, new EmbedSettings(people.encoder(), false, Optional.empty(), set, 1, pictures, out));
    }

    @Test
    void anExecutorWithoutMemoryIsNamedWithWhatToDo() throws IOException {
        SparkCluster cluster = TestCluster.shared().connection(Map.of("spark.task.maxFailures", "2"));
        assertThatThrownBy(() -> cluster.run(context -> context.parallelize(List.of(1 << 28), 1)
                        .map(size -> new long[size].length) // 2 GB, of 512 MB
                        .collect()))
                .isInstanceOf(LikenessException.class)
                .hasMessageMatching(
                        "executor \\d+ on 127\\.0\\.0\\.1 ran out of memory, as other attempts did \\(.*; spark\\.executor\\.memory is 512m\\)")
                .satisfies(failure -> assertThat(((LikenessException) failure).remedy())
                        .contains(new Remedy(Remedy.Action.GIVE_EXECUTORS_MEMORY)));
    }

    @Test
    void aWorkerWithoutNativeLibrariesIsNamedAndAnotherOneGoesOn() throws IOException {
        Path out = folder.resolve("embedded");
        SparkCluster without = TestCluster.shared()
                .connection(Map.of(
                        "spark.executor.extraJavaOptions",
                        "-Donnxruntime.native.path=" + folder.resolve("nothing"),
                        "spark.task.maxFailures",
                        "1"));
        assertThatThrownBy(() -> embed(without, people.shards(), out, 1))
                .isInstanceOf(LikenessException.class)
                .hasMessageStartingWith(
                        "worker 127.0.0.1: ONNX Runtime cannot be loaded, and no network can be run without it: ");
        assertThat(out.resolve("part-00000.json")).doesNotExist();
        assertThat(embed(TestCluster.shared().connection(), people.shards(), out, 1)
                        .embedded())
                .isEqualTo(ALL);
    }

    /** With a disk that is full after some parts; the same command goes on where there is space again. */
    @Test
    void aFullDiskIsToldAndWhatWasWrittenIsWhole() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=24k", "tmpfs", disk.toString()) == 0,
                "only an administrator can mount a small disk");
        try {
            SparkCluster cluster = TestCluster.shared().connection();
            Path out = disk.resolve("embedded");
            assertThatThrownBy(() -> embed(cluster, people.folders(), out, 4))
                    .isInstanceOf(LikenessException.class)
                    .hasMessageMatching(
                            "worker 127\\.0\\.0\\.1: .* cannot be written: No space left on device\\. Free some space .*");
            assertThat(run("mount", "-o", "remount,size=4m", disk.toString())).isZero();
            EmbedResult result = embed(cluster, people.folders(), out, 4);
            assertThat(result.embedded()).isEqualTo(ALL);
            assertThat(PairEvaluation.run(cluster, EmbeddedSet.open(out)).genuine())
                    .isEqualTo(TestPeople.PEOPLE * 6L);
        } finally {
            run("umount", disk.toString());
        }
    }

    private static int run(String... words) throws IOException, InterruptedException {
        return new ProcessBuilder(words).start().waitFor();
    }

    @Test
    void aStoppedExecutorIsGivenUpAndTheOtherOneDoesItsParts() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "executors are found in /proc");
        SparkCluster cluster = TestCluster.shared()
                .connection(Map.of(
                        "spark.network.timeout", "12s",
                        "spark.network.timeoutInterval", "4s",
                        "spark.executor.heartbeatInterval", "2s"));
        Path out = folder.resolve("embedded");
        CompletableFuture<Void> attack = CompletableFuture.runAsync(() -> {
            try {
                while (!Files.exists(out.resolve("part-00000.json"))) {
                    TimeUnit.MILLISECONDS.sleep(20);
                }
                TestCluster.shared().stopAnExecutor();
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        EmbedResult result = embed(cluster, people.folders(), out, 1);
        attack.get(1, TimeUnit.SECONDS);
        assertThat(result.embedded()).isEqualTo(ALL);
        assertThat(result.unreadable()).isEmpty();
    }

    /** Nothing tells an empty shard from one whose pictures are lost: it is named, and without it the set is whole. */
    @Test
    void anEmptyShardIsNamedAndUnequalOnesAreEmbedded() throws IOException {
        Path set = Files.createDirectory(folder.resolve("set"));
        List<Path> shards = FaceSets.shards(people.shards());
        for (Path shard : shards) {
            Files.copy(shard, set.resolve(shard.getFileName()));
        }
        Path single = folder.resolve("single");
        new SyntheticFolder(9, 32, PEOPLE_FROM, 1, 1, ImageEncoder.Format.JPG).write(single, 1, done -> {});
        ShardWriter.write(TestPeople.data(single), folder.resolve("one"), 20, 1, 1, done -> {});
        Files.copy(FaceSets.shards(folder.resolve("one")).get(0), set.resolve("faces-single.tar"));
        Path empty = set.resolve("faces-zero.tar");
        try (var tar = new TarArchiveOutputStream(Files.newOutputStream(empty))) {
            tar.finish();
        }
        SparkCluster cluster = TestCluster.shared().connection();
        EmbedResult named = embed(cluster, set, folder.resolve("with"), 1);
        assertThat(named.embedded()).isEqualTo(ALL + 1);
        assertThat(named.unreadable())
                .singleElement()
                .extracting(PartReport::unreadable)
                .asString()
                .contains("faces-zero.tar contains no picture");
        Files.delete(empty);
        Path out = folder.resolve("without");
        assertThat(embed(cluster, set, out, 1).unreadable()).isEmpty();
        DistanceCounts counts = PairEvaluation.run(cluster, EmbeddedSet.open(out));
        assertThat(counts.genuine()).isEqualTo(TestPeople.PEOPLE * 6L);
        assertThat(counts.impostor()).isEqualTo((ALL + 1L) * ALL / 2 - counts.genuine());
    }
}

package org.likeness.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.export.PeopleEmbeddingsFile;

/** The program as a user starts it for a cluster of separate programs: by its launcher, and as one jar by Spark's own {@code spark-submit}. */
@Timeout(600)
class ClusterProgramTest {
    private static final String SPARK = System.getProperty("spark.version");

    @TempDir
    private Path folder;

    private UnpackedZip program;
    private Path spark;

    /** A folder of Spark with the archives that its own project description names, from the local repository of the build. */
    @BeforeEach
    void unpack() throws Exception {
        Path pom = Files.writeString(folder.resolve("pom.xml"), """
                <project><modelVersion>4.0.0</modelVersion>
                <groupId>org.likeness</groupId><artifactId>spark-home</artifactId><version>1</version><packaging>pom</packaging>
                <dependencies><dependency><groupId>org.apache.spark</groupId><artifactId>spark-core_2.13</artifactId>
                <version>%s</version><exclusions>
                <exclusion><groupId>org.rocksdb</groupId><artifactId>rocksdbjni</artifactId></exclusion>
                <exclusion><groupId>com.ibm.icu</groupId><artifactId>icu4j</artifactId></exclusion>
                </exclusions></dependency></dependencies></project>
                """.formatted(SPARK));
        Path list = folder.resolve("archives.txt");
        Command asked = Command.run(
                folder,
                Map.of("JAVA_HOME", System.getProperty("java.home")),
                List.of(
                        Path.of(System.getProperty("maven.home"), "bin", "mvn").toString(),
                        "-B",
                        "-o",
                        "-q",
                        "-f",
                        pom.toString(),
                        "-Dmaven.repo.local=" + System.getProperty("local.repository"),
                        "org.apache.maven.plugins:maven-dependency-plugin:" + System.getProperty("dependency.plugin")
                                + ":build-classpath",
                        "-Dmdep.outputFile=" + list));
        assumeTrue(asked.code() == 0, () -> "Spark alone is not in the local repository: " + asked.out());
        spark = folder.resolve("spark");
        Path jars = Files.createDirectories(spark.resolve("jars"));
        for (String archive : Files.readString(list).strip().split(File.pathSeparator)) {
            Files.createSymbolicLink(jars.resolve(Path.of(archive).getFileName()), Path.of(archive));
        }
        program = UnpackedZip.in(folder);
    }

    private Command likeness(String... words) throws Exception {
        return program.likeness(Map.of("SPARK_HOME", spark.toString(), "SPARK_LOCAL_IP", "127.0.0.1"), words)
                .assertDone();
    }

    @Test
    void oneJarAndTheLauncherGiveOnAClusterWhatOneProgramGives() throws Exception {
        Path jar = folder.resolve("likeness-spark.jar");
        likeness("spark", "jar", "--out", jar.toString());
        requireWhole(jar);
        String encoder = RandomEncoder.write(folder.resolve("encoder.onnx")).toString();
        likeness("data", "synth", "--out", "people", "--people", "8", "--pictures", "4", "--size", "32");
        likeness("spark", "embed", encoder, "people", "--out", "alone", "--part-pictures", "8", "--master", "local[2]");
        Process cluster = cluster();
        try {
            String master = new BufferedReader(new InputStreamReader(cluster.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
            assertThat(master).as("address of the cluster").isNotNull();
            submit(jar, master, "spark", "embed", encoder, "people", "--out", "embedded", "--part-pictures", "8");
            Map<String, float[]> expected = embeddings(folder.resolve("alone"));
            Map<String, float[]> found = embeddings(folder.resolve("embedded"));
            assertThat(found.keySet()).isEqualTo(expected.keySet()).hasSize(32);
            found.forEach((picture, values) ->
                    assertThat(values).as(picture).containsExactly(expected.get(picture), within(1e-5f)));
            String alone = likeness("spark", "evaluate", "alone", "--master", "local[2]")
                    .out();
            assertThat(alone).contains("48 genuine and 448 impostor pairs");
            assertThat(likeness(
                                    "spark",
                                    "evaluate",
                                    "embedded",
                                    "--master",
                                    master,
                                    "--conf",
                                    "spark.executor.memory=512m")
                            .out())
                    .isEqualTo(alone);
        } finally {
            cluster.getOutputStream().close(); // ends it
            cluster.waitFor();
        }
    }

    private Process cluster() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        "bash",
                        Path.of("../spark/src/test/shell/standalone-cluster.sh").toString(),
                        folder.resolve("cluster").toString(),
                        "2",
                        spark.toString())
                .redirectError(Redirect.INHERIT);
        builder.environment().put("CLASSPATH", spark.resolve("jars") + "/*");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        return builder.start();
    }

    private void submit(Path jar, String master, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                spark.resolve("jars") + "/*",
                "org.apache.spark.deploy.SparkSubmit",
                "--master",
                master,
                "--conf",
                "spark.executor.memory=512m",
                jar.toString()));
        command.addAll(List.of(words));
        Command.run(folder, Map.of("SPARK_LOCAL_IP", "127.0.0.1", "SPARK_HOME", spark.toString()), command)
                .assertDone();
    }

    private static Map<String, float[]> embeddings(Path embedded) throws IOException {
        Map<String, float[]> embeddings = new TreeMap<>();
        try (Stream<Path> files = Files.list(embedded)) {
            files.filter(file -> file.toString().endsWith(".parquet"))
                    .flatMap(file -> PeopleEmbeddingsFile.read(file).stream())
                    .forEach(
                            row -> embeddings.put(row.picture(), row.embedding().values()));
        }
        return embeddings;
    }

    private static void requireWhole(Path file) throws IOException {
        try (JarFile jar = new JarFile(file.toFile())) {
            List<String> names = jar.stream().map(ZipEntry::getName).toList();
            Set<String> different = new HashSet<>(names);
            assertThat(different).hasSameSizeAs(names);
            assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
                    .isEqualTo("org.likeness.app.cli.Likeness");
            assertThat(different)
                    .contains("tools/jackson/databind/ObjectMapper.class", "org/likeness/spark/embed/EmbedJob.class")
                    .anyMatch(name -> name.endsWith("/libtorch_cpu.so") || name.endsWith("/libtorch_cpu.dylib"))
                    .anyMatch(name -> name.startsWith("ai/onnxruntime/native/"))
                    .noneMatch(name -> name.startsWith("org/apache/spark/"))
                    .noneMatch(name -> name.startsWith("org/apache/hadoop/"))
                    .noneMatch(name -> name.startsWith("org/slf4j/"))
                    .noneMatch(name -> name.startsWith("scala/"))
                    .noneMatch(name -> name.matches("META-INF/[^/]*\\.(SF|RSA|DSA|EC)"));
            ZipEntry readers = jar.getEntry("META-INF/services/javax.imageio.spi.ImageReaderSpi");
            assertThat(new String(jar.getInputStream(readers).readAllBytes(), StandardCharsets.UTF_8))
                    .as("readers of several archives")
                    .contains("JPEGImageReaderSpi", "TIFFImageReaderSpi", "WebPImageReaderSpi");
        }
    }
}

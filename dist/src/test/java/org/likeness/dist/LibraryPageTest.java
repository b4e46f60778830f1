package org.likeness.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The project of {@code docs/library.md}, as it stands there, outside the tree: built from the artifacts as they are published, in a
 * local repository of its own. All else comes from the local repository of the build, nothing from the network.
 */
class LibraryPageTest {
    private static final Path ROOT = Path.of("..");
    private static final String VERSION = System.getProperty("version");
    private static final String PLUGINS = "org.apache.maven.plugins:maven-";
    private static final Pattern DISTANCE = Pattern.compile("^distance ([0-9.E-]+)$", Pattern.MULTILINE);

    /** A file of the project: its name in a line of its own, then its text in a fence. */
    private static final Pattern FILE =
            Pattern.compile("^`([A-Za-z/.]+)`:\n```[a-z]*\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    @TempDir
    private Path folder;

    private Path project;
    private Path repository;

    @BeforeEach
    void writeTheProjectAndInstallTheArtifacts() throws IOException {
        project = folder.resolve("how-far-apart");
        Matcher file = FILE.matcher(Files.readString(ROOT.resolve("docs/library.md")));
        while (file.find()) {
            Path path = project.resolve(file.group(1));
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.group(2));
        }
        repository = folder.resolve("repository");
        install("bom", ROOT.resolve("bom/pom.xml"), Optional.empty());
        for (String module : List.of("core", "search", "gallery", "model", "recognition")) {
            Path target = ROOT.resolve(module).resolve("target");
            install(
                    module,
                    target.resolve(".flattened-pom.xml"),
                    Optional.of(target.resolve("likeness-" + module + "-" + VERSION + ".jar")));
        }
    }

    /** Puts an artifact where a local repository has it. */
    private void install(String module, Path pom, Optional<Path> jar) throws IOException {
        String name = "likeness-" + module;
        Path home = Files.createDirectories(
                repository.resolve("org/likeness").resolve(name).resolve(VERSION));
        Files.copy(pom, home.resolve(name + "-" + VERSION + ".pom"));
        if (jar.isPresent()) {
            Files.copy(jar.get(), home.resolve(name + "-" + VERSION + ".jar"));
        }
    }

    /** The goals have the versions of this build, whose plugins are there already. */
    private void maven(String... words) throws IOException, InterruptedException {
        Path settings = Files.writeString(
                folder.resolve("settings.xml"),
                "<settings><mirrors><mirror><id>build</id><mirrorOf>*</mirrorOf><url>"
                        + Path.of(System.getProperty("local.repository")).toUri()
                        + "</url></mirror></mirrors></settings>");
        List<String> command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("maven.home"), "bin", "mvn")
                                        .toString(),
                                "-B",
                                "-q",
                                "-s",
                                settings.toString(),
                                "-Dmaven.repo.local=" + repository),
                        Stream.of(words))
                .toList();
        Command.run(project, Map.of("JAVA_HOME", System.getProperty("java.home")), command)
                .assertDone();
    }

    @Test
    void theProjectIsBuiltWithMavenAndRuns() throws Exception {
        String classPath = build();
        assertThat(classPath).contains("likeness-recognition").doesNotContain("pytorch", "hadoop", "parquet");
        List<String> command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-cp",
                                project.resolve("target/classes") + ":" + classPath,
                                "example.HowFarApart"),
                        arguments().stream())
                .toList();
        assertThat(distance(Command.run(project, Map.of(), command))).isBetween(1e-6, 4.0);
    }

    @Test
    void theProjectIsBuiltWithGradleAndRuns() throws Exception {
        assumeTrue(gradleVersion() >= 7, "Gradle 7 or newer is not installed: the project is built with Maven alone");
        build(); // what the project needs lies in the local repository from then on
        Command run = Command.run(
                project,
                Map.of("JAVA_HOME", System.getProperty("java.home")),
                List.of(
                        "gradle",
                        "--offline",
                        "--no-daemon",
                        "--quiet",
                        "-Dmaven.repo.local=" + repository,
                        "run",
                        "--args=" + String.join(" ", arguments())));
        assertThat(distance(run)).isBetween(1e-6, 4.0);
    }

    /** Compiles the project with Maven; its class path without itself. */
    private String build() throws IOException, InterruptedException {
        Path libraries = project.resolve("libraries.txt");
        maven(
                PLUGINS + "compiler-plugin:" + System.getProperty("compiler.plugin") + ":compile",
                PLUGINS + "dependency-plugin:" + System.getProperty("dependency.plugin") + ":build-classpath",
                "-Dmdep.outputFile=" + libraries);
        return Files.readString(libraries);
    }

    /** An encoder and two pictures. */
    private List<String> arguments() throws IOException {
        return Stream.of(
                        RandomEncoder.write(folder.resolve("encoder.onnx")),
                        picture(folder.resolve("red.png"), Color.RED),
                        picture(folder.resolve("blue.png"), Color.BLUE))
                .map(Path::toString)
                .toList();
    }

    private static double distance(Command run) {
        Matcher found = DISTANCE.matcher(run.assertDone().out());
        assertThat(found.find()).as(run.out()).isTrue();
        return Double.parseDouble(found.group(1));
    }

    /** The installed Gradle's first number; 0 if there is none. */
    private int gradleVersion() throws IOException, InterruptedException {
        Command asked = Command.run(folder, Map.of(), List.of("sh", "-c", "gradle --version"));
        Matcher version = Pattern.compile("^Gradle ([0-9]+)", Pattern.MULTILINE).matcher(asked.out());
        return version.find() ? Integer.parseInt(version.group(1)) : 0;
    }

    private static Path picture(Path file, Color color) throws IOException {
        BufferedImage image = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(color);
        graphics.fillRect(0, 0, 40, 40);
        graphics.dispose();
        ImageIO.write(image, "png", file.toFile());
        return file;
    }
}

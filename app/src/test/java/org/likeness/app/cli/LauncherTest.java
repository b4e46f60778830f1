package org.likeness.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher's script with a Java that only says how it was called: nothing is built, nothing is fetched. */
class LauncherTest {
    private static final Path SCRIPT = Path.of("..", "likeness");
    private static final String PARTS = "app/src/main/shell";

    @TempDir
    private Path folder;

    private Path home;
    private Path jar;
    private Path javaHome;

    @BeforeEach
    void installInAFolderWithSpaces() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")) || Files.isExecutable(Path.of("/usr/bin/bash")));
        assumeTrue(Files.isRegularFile(SCRIPT), "the tests were started elsewhere than in their module");
        home = Files.createDirectories(folder.resolve("a place with spaces"));
        Files.copy(SCRIPT, home.resolve("likeness"));
        Files.createFile(home.resolve("pom.xml"));
        Files.createDirectories(home.resolve("recipes"));
        Files.createFile(Files.createDirectories(home.resolve("bom")).resolve("pom.xml"));
        for (String module : List.of(
                "core", "search", "gallery", "api", "model", "training", "recognition", "export", "server", "app")) {
            Files.createDirectories(home.resolve(module).resolve("src/main"));
            Files.createFile(home.resolve(module).resolve("pom.xml"));
        }
        Path parts = Files.createDirectories(home.resolve(PARTS));
        try (Stream<Path> all = Files.list(SCRIPT.resolveSibling(PARTS))) {
            for (Path part : all.toList()) {
                Files.copy(part, parts.resolve(part.getFileName()));
            }
        }
        jar = Files.createFile(
                Files.createDirectories(home.resolve("app/target/lib")).resolve("some.jar"));
        Files.createFile(jar.resolveSibling("Other.jar"));
        Files.createFile(Files.createDirectories(home.resolve("app/target")).resolve("launcher.stamp"));
        javaHome = folder.resolve("some jdk");
    }

    /** A Java that says of itself only when it is asked. */
    private void installJava(String version) throws IOException {
        installJava(version, "archives");
    }

    /** @param ability whether it "archives" classes or "fails" to */
    private void installJava(String version, String ability) throws IOException {
        String script = String.format(Locale.ROOT, """
                #!/bin/sh
                if [ "$2" = -version ]; then
                  echo asked >>'%1$s/starts'
                  echo "    java.home = %1$s" >&2
                  echo "    java.specification.version = %2$s" >&2
                  echo "    java.runtime.version = %2$s.0.1+2-some/build" >&2
                  exit
                fi
                for word in "$@"; do
                  case $word in
                    -XX:DumpLoadedClassList=*) echo listed >>'%1$s/starts'; echo classes >"${word#*=}"; exit ;;
                    -Xshare:dump) dumps=yes ;;
                    -XX:SharedArchiveFile=*) archive=${word#*=} ;;
                  esac
                done
                if [ -n "$dumps" ]; then
                  echo dumped >>'%1$s/starts'
                  [ %3$s = archives ] || exit 1
                  echo "an archive" >"$archive"
                  exit
                fi
                echo "errors go to $(readlink /proc/$$/fd/2)"
                echo "arena $MALLOC_ARENA_MAX"
                echo "locale ${LC_ALL:-as it was}"
                echo "wait $OMP_WAIT_POLICY $GOMP_SPINCOUNT"
                for word in "$@"; do echo "$word"; done
                exit 5
                """, javaHome, version, ability);
        Path java = Files.createDirectories(javaHome.resolve("bin")).resolve("java");
        Files.writeString(java, script);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(starts(), "");
    }

    /** What the Java was started for beside the command. */
    private Path starts() {
        return javaHome.resolve("starts");
    }

    private static void describe(Path javaHome, String version, String build) throws IOException {
        Files.writeString(javaHome.resolve("release"), String.format(Locale.ROOT, """
                IMPLEMENTOR="Somebody"
                JAVA_RUNTIME_VERSION="%s"
                JAVA_VERSION="%s"
                """, build, version));
    }

    private CommandRun launch(Path script, String... arguments) throws IOException, InterruptedException {
        return launch(Map.of(), script, arguments);
    }

    private CommandRun launch(Map<String, String> environment, Path script, String... arguments)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("bash", script.toString()));
        words.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
        builder.environment().put("JAVA_HOME", javaHome.toString());
        builder.environment().keySet().removeAll(Set.of("LIKENESS_JAVA_OPTIONS", "OMP_WAIT_POLICY", "GOMP_SPINCOUNT"));
        builder.environment().putAll(environment);
        Path err = folder.resolve("standard-error.txt");
        Process process = builder.redirectError(err.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new CommandRun(process.waitFor(), out, Files.readString(err));
    }

    @ParameterizedTest
    @CsvSource({
        "LIKENESS_JAVA_OPTIONS,-Xmx1g -javaagent:agent.jar",
        "JAVA_TOOL_OPTIONS,-agentlib:jdwp=transport=dt_socket",
        "JDK_JAVA_OPTIONS,-XX:StartFlightRecording=filename=x.jfr"
    })
    void whatIsWatchedFromItsStartHasNoArchive(String variable, String options) throws Exception {
        installJava("17");
        assertThat(launch(home.resolve("likeness"), "system").out()).contains("-XX:SharedArchiveFile=");
        assertThat(launch(Map.of(variable, options), home.resolve("likeness"), "system")
                        .out())
                .doesNotContain("-XX:SharedArchiveFile=");
    }

    @Test
    void itStartsThroughALinkFromAnotherFolderWithAllWordsAsTheyAre() throws Exception {
        installJava("17");
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("a place with spaces", "likeness"));
        CommandRun run = launch(link, "embed", "my picture.jpg", "*");
        assertThat(run.err()).isEqualTo("likeness: preparing faster starts, once for this Java …\n");
        assertThat(run.code()).as("what Java ended with").isEqualTo(5);
        assertThat(run.out().lines())
                .contains("arena 1", "wait passive 1000")
                .contains(
                        "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
                        home.toRealPath() + "/app/target/lib/Other.jar:" + jar.toRealPath())
                .doesNotContain("--enable-native-access=ALL-UNNAMED")
                .endsWith("org.likeness.app.cli.Likeness", "embed", "my picture.jpg", "*");
    }

    @Test
    void aJavaThatIsDescribedBesideItIsNotAsked() throws Exception {
        installJava("17");
        describe(javaHome, "21.0.4", "21.0.4+7");
        Path link = Files.createSymbolicLink(
                Files.createDirectories(folder.resolve("usr/bin")).resolve("java"), javaHome.resolve("bin/java"));
        CommandRun run = launch(
                Map.of("JAVA_HOME", "", "PATH", link.getParent() + ":" + System.getenv("PATH")),
                home.resolve("likeness"));
        assertThat(run.code()).isEqualTo(5);
        assertThat(starts()).hasContent("listed\ndumped\n");
        assertThat(home.resolve("app/target/class-archives/java-21.0.4+7.jsa")).exists();
    }

    @Test
    void classesAreArchivedOnceForAJavaAndForTheJars() throws Exception {
        installJava("17");
        Path script = home.resolve("likeness");
        Path archive = home.toRealPath().resolve("app/target/class-archives/java-17.0.1+2-some_build.jsa");
        for (int i = 0; i < 2; i++) {
            assertThat(launch(script, "--version").out().lines()).contains("-XX:SharedArchiveFile=" + archive);
            assertThat(starts()).hasContent("asked\nlisted\ndumped\n" + "asked\n".repeat(i));
        }
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(launch(script, "--version").err()).contains("preparing");
        try (Stream<Path> left = Files.list(archive.getParent())) {
            assertThat(left).as("no file of the making").isSubsetOf(archive, archive.resolveSibling("lock"));
        }
    }

    @Test
    void whereClassesCannotBeArchivedCommandsRunWithout() throws Exception {
        installJava("17", "fails");
        Path script = home.resolve("likeness");
        for (int i = 0; i < 2; i++) {
            CommandRun run = launch(script, "--version");
            assertThat(run.code()).isEqualTo(5);
            assertThat(run.out()).doesNotContain("SharedArchiveFile");
            assertThat(run.err().contains("preparing")).as("tried once").isEqualTo(i == 0);
        }
        Path archives = home.resolve("app/target/class-archives");
        Files.delete(archives.resolve("java-17.0.1+2-some_build.jsa"));
        Files.deleteIfExists(archives.resolve("lock"));
        Files.delete(archives);
        Files.createFile(archives); // no folder can be made there
        CommandRun run = launch(script, "--version");
        assertThat(run.code()).isEqualTo(5);
        assertThat(run.err()).isEmpty();
    }

    @Test
    void onlyShortCommandsGoWithoutTheSecondCompiler() throws Exception {
        installJava("17");
        Path script = home.resolve("likeness");
        for (String words : List.of("", "--version", "models list", "models inspect x", "verify a b c", "help train")) {
            assertThat(launch(script, words.split(" ")).out().lines())
                    .as(words)
                    .contains("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
                    .doesNotContain("-XX:+UseParallelGC");
        }
        for (String words :
                List.of("train --data x", "evaluate x", "quickstart", "models import x", "embed x", "data audit")) {
            assertThat(launch(script, words.split(" ")).out().lines())
                    .as(words)
                    .contains("-XX:+UseParallelGC")
                    .doesNotContain("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
        }
        assertThat(launch(Map.of("LIKENESS_JAVA_OPTIONS", "-Xmx1g -XX:+UseZGC"), script, "train")
                        .out()
                        .lines())
                .contains("-XX:+UseZGC")
                .doesNotContain("-XX:+UseParallelGC");
    }

    @Test
    void howThreadsWaitIsTheUsersChoice() throws Exception {
        installJava("17");
        Path script = home.resolve("likeness");
        assertThat(launch(Map.of("OMP_WAIT_POLICY", "active"), script).out()).contains("wait active \n");
        assertThat(launch(Map.of("GOMP_SPINCOUNT", "7"), script).out()).contains("wait passive 7\n");
    }

    @Test
    void anotherCharsetThanUtf8IsReplaced() throws Exception {
        installJava("17");
        Path script = home.resolve("likeness");
        for (String locale : List.of("C", "POSIX", "xx_XX.UTF-8")) { // the last is installed nowhere
            assertThat(launch(Map.of("LC_ALL", locale), script).out())
                    .as(locale)
                    .contains("locale C.UTF-8\n");
            assertThat(launch(Map.of("LC_ALL", "", "LC_CTYPE", "", "LANG", locale), script)
                            .out())
                    .as(locale)
                    .contains("locale C.UTF-8\n");
        }
        assertThat(launch(Map.of("LC_ALL", "", "LC_CTYPE", "C.UTF-8"), script).out())
                .contains("locale as it was\n");
    }

    @Test
    void newerJavaIsToldThatNativesAreWanted() throws Exception {
        installJava("25");
        assertThat(launch(home.resolve("likeness")).out().lines())
                .contains("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");
    }

    @Test
    void aMissingOrOldJavaIsSaidInOneLine() throws Exception {
        launch(home.resolve("likeness")).assertMistake("JAVA_HOME is " + javaHome, "17 or newer");
        installJava("1.8");
        launch(home.resolve("likeness")).assertMistake("is Java 1.8", "17 or newer");
    }

    @Test
    void whatIsMissingForABuildIsSaidInOneLine() throws Exception {
        installJava("17");
        Files.delete(home.resolve("app/target/launcher.stamp"));
        CommandRun run = launch(home.resolve("likeness"));
        assumeTrue(!run.err().contains("no Maven found"));
        run.assertMistake("has no compiler", "a whole JDK");
    }

    @Test
    void aClosedStandardOutputIsRefusedBeforeAnythingIsDone() throws Exception {
        installJava("17");
        Path out = Files.createFile(folder.resolve("nothing"));
        Process closed = new ProcessBuilder(
                        "bash",
                        "-c",
                        "exec bash \"$0\" gallery list >&-",
                        home.resolve("likeness").toString())
                .redirectOutput(out.toFile())
                .start();
        String err = new String(closed.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        new CommandRun(closed.waitFor(), Files.readString(out), err).assertMistake("standard output is closed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<&- 2>&-", "2>&-"})
    void closedStandardInputAndErrorBecomeNothing(String closing) throws Exception {
        installJava("17");
        Process closed = new ProcessBuilder(
                        "bash",
                        "-c",
                        "JAVA_HOME=\"$1\" exec bash \"$0\" word " + closing,
                        home.resolve("likeness").toString(),
                        javaHome.toString())
                .start();
        String out = new String(closed.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(closed.waitFor()).isEqualTo(5);
        assertThat(out).contains("word");
        if (Files.exists(Path.of("/proc/self/fd"))) {
            assertThat(out).contains("errors go to /dev/null\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".mvn/maven.config", "bom/pom.xml"})
    void anotherChoiceOfLibrariesIsBuilt(String file) throws Exception {
        installJava("17");
        Files.createDirectories(home.resolve(file).getParent());
        Path choice = Files.writeString(home.resolve(file), "changed");
        Files.setLastModifiedTime(choice, FileTime.from(Instant.now().plusSeconds(60)));
        CommandRun run = launch(home.resolve("likeness"));
        assumeTrue(!run.err().contains("no Maven found"));
        run.assertMistake("has no compiler");
    }
}

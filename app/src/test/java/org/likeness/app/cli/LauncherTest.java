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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher's script with a Java that only says how it was called: nothing is built, nothing is fetched. */
class LauncherTest {
    private static final Path SCRIPT = Path.of("..", "likeness");
    private static final String ENVIRONMENT = "app/src/main/shell/native-environment.sh";

    @TempDir
    private Path folder;

    private Path home;
    private Path javaHome;

    @BeforeEach
    void installInAFolderWithSpaces() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")) || Files.isExecutable(Path.of("/usr/bin/bash")));
        assumeTrue(Files.isRegularFile(SCRIPT), "the tests were started elsewhere than in their module");
        home = Files.createDirectories(folder.resolve("a place with spaces"));
        Files.copy(SCRIPT, home.resolve("likeness"));
        Files.createFile(home.resolve("pom.xml"));
        Files.createDirectories(home.resolve("recipes"));
        for (String module : List.of("core", "model", "training", "recognition", "app")) {
            Files.createDirectories(home.resolve(module).resolve("src/main"));
            Files.createFile(home.resolve(module).resolve("pom.xml"));
        }
        Files.createDirectories(home.resolve(ENVIRONMENT).getParent());
        Files.copy(SCRIPT.resolveSibling(ENVIRONMENT), home.resolve(ENVIRONMENT));
        Files.createFile(Files.createDirectories(home.resolve("app/target")).resolve("launcher.stamp"));
        javaHome = folder.resolve("some jdk");
    }

    private void installJava(String version) throws IOException {
        String script = String.format(Locale.ROOT, """
                #!/bin/sh
                if [ "$2" = -version ]; then
                  echo "    java.home = %s" >&2
                  echo "    java.specification.version = %s" >&2
                else
                  echo "arena $MALLOC_ARENA_MAX"
                  echo "locale ${LC_ALL:-as it was}"
                  echo "wait $OMP_WAIT_POLICY $GOMP_SPINCOUNT"
                  for word in "$@"; do echo "$word"; done
                  exit 5
                fi
                """, javaHome, version);
        Path java = Files.createDirectories(javaHome.resolve("bin")).resolve("java");
        Files.writeString(java, script);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
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

    @Test
    void itStartsThroughALinkFromAnotherFolderWithAllWordsAsTheyAre() throws Exception {
        installJava("17");
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("a place with spaces", "likeness"));
        CommandRun run = launch(link, "embed", "my picture.jpg", "*");
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).as("what Java ended with").isEqualTo(5);
        assertThat(run.out().lines())
                .startsWith("arena 1")
                .contains("wait passive 30000")
                .contains("-Dorg.bytedeco.javacpp.maxPhysicalBytes=0", home.toRealPath() + "/app/target/lib/*")
                .doesNotContain("--enable-native-access=ALL-UNNAMED")
                .endsWith("org.likeness.app.cli.Likeness", "embed", "my picture.jpg", "*");
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

    @Test
    void closedStandardInputAndErrorBecomeNothing() throws Exception {
        installJava("17");
        Process closed = new ProcessBuilder(
                        "bash",
                        "-c",
                        "JAVA_HOME=\"$1\" exec bash \"$0\" word <&- 2>&-",
                        home.resolve("likeness").toString(),
                        javaHome.toString())
                .start();
        String out = new String(closed.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(closed.waitFor()).isEqualTo(5);
        assertThat(out).contains("word");
    }

    @Test
    void anotherChoiceOfMavensProfilesIsBuilt() throws Exception {
        installJava("17");
        Path choice =
                Files.writeString(Files.createDirectories(home.resolve(".mvn")).resolve("maven.config"), "-Pcuda");
        Files.setLastModifiedTime(choice, FileTime.from(Instant.now().plusSeconds(60)));
        CommandRun run = launch(home.resolve("likeness"));
        assumeTrue(!run.err().contains("no Maven found"));
        run.assertMistake("has no compiler");
    }
}

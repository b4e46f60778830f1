package org.likeness.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.server.access.Role;

/** The programs of {@code examples/service}, run with a real service; skipped where there is no program that runs them. */
@Tag("slow")
class ServiceExamplesTest {
    private static final Path EXAMPLES = Path.of("..", "examples", "service");
    private static final long SECONDS = 120;

    @TempDir
    private Path folder;

    @Test
    void curl() throws Exception {
        assumeProgram("curl");
        run("sh", EXAMPLES.resolve("client.sh"));
    }

    @Test
    void python() throws Exception {
        assumeProgram("python3");
        run("python3", EXAMPLES.resolve("client.py"));
    }

    @Test
    void javaScript() throws Exception {
        assumeProgram("node");
        run("node", EXAMPLES.resolve("client.mjs"));
    }

    @Test
    void java() throws Exception {
        run(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                "-cp",
                System.getProperty("java.class.path"),
                EXAMPLES.resolve("Client.java"));
    }

    /** Each is run twice: with a person who is identified, and with a picture of another one. */
    private void run(Object... program) throws IOException, InterruptedException {
        Path encoder = Samples.encoder(folder, 1);
        Path ann = Samples.picture(folder.resolve("ann.png"), 1, 0);
        Path bo = Samples.picture(folder.resolve("bo.png"), 6, 4);
        try (RunningService service = RunningService.start(folder, encoder)) {
            String key = service.token(Role.ENROLL);
            assertThat(said(program, key, service.address(), "staff", "Ann", ann, ann))
                    .containsExactly(
                            "enrolled Ann as 1",
                            "identified as Ann, distance 0.0000",
                            "forgot 1 face",
                            "not-found: there is no person 1 in \"staff\"");
            assertThat(said(program, key, service.address(), "staff", "Ann", ann, bo))
                    .containsExactly(
                            "enrolled Ann as 2",
                            "unknown",
                            "forgot 1 face",
                            "not-found: there is no person 2 in \"staff\"");
        }
    }

    private List<String> said(Object[] program, String key, Object... arguments)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>();
        for (Object word : program) {
            words.add(word.toString());
        }
        for (Object word : arguments) {
            words.add(word.toString());
        }
        Path said = folder.resolve("said.txt");
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().put("LIKENESS_KEY", key);
        builder.environment().put("NO_PROXY", "127.0.0.1");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS))
                    .as("ended in time")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(said)).isZero();
        return Files.readAllLines(said);
    }

    private static void assumeProgram(String name) throws InterruptedException {
        boolean isThere;
        try {
            isThere = new ProcessBuilder(name, "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            isThere = false;
        }
        assumeTrue(isThere, "there is no " + name + ": its example is not run");
    }
}

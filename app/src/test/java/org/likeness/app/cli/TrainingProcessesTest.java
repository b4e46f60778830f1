package org.likeness.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code train --processes}, as a user starts, kills and resumes it. */
@Tag("slow")
@Timeout(300)
class TrainingProcessesTest {
    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private static TinyTraining training;

    @BeforeAll
    static void people() {
        training = new TinyTraining(shared);
    }

    @Test
    void twoProcessesAreStartedAndTrainOneEncoder() {
        Path run = folder.resolve("run");
        CommandRun done = training.into(run, "--processes", "2", "--json").assertDone();
        assertThat(done.json().at("/finished").asBoolean()).isTrue();
        assertThat(run.resolve("encoder.onnx")).exists();
        assertThat(run.resolve("report.html")).exists();
        assertThat(done.err()).contains("step 6 validation");
        CommandRun alone = training.into(folder.resolve("alone"), "--set", "sampling.chunk=6", "--json")
                .assertDone();
        assertThat(lastLoss(run)).isEqualTo(lastLoss(folder.resolve("alone"))).isNotEmpty();
        assertThat(alone.json().at("/steps")).isEqualTo(done.json().at("/steps"));
    }

    /** As it is rounded in the log. */
    private static String lastLoss(Path run) {
        try {
            return Files.readAllLines(run.resolve("train.log")).stream()
                    .filter(line -> line.contains("step 6/6 "))
                    .map(line -> line.replaceFirst(".*(loss \\S+).*", "$1"))
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Java itself knows the first 4,096 bytes, which are the class path. */
    private static String arguments(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
        } catch (IOException e) {
            return ""; // it has ended
        }
    }

    @Test
    void aKilledProcessIsNamed() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "processes are found in /proc");
        Path run = folder.resolve("run");
        try (ChildProcess command =
                ChildProcess.start(folder, training.command(run, "--processes", "2", "--set", "run.steps=100000"))) {
            command.awaitLine("step 2 ");
            ProcessHandle.of(command.pid())
                    .orElseThrow()
                    .children()
                    .filter(child -> arguments(child).contains("--rank"))
                    .forEach(ProcessHandle::destroyForcibly);
            CommandRun ended = command.end();
            assertThat(ended.code()).isEqualTo(2);
            assertThat(ended.err())
                    .contains("training has stopped because rank 1 was ended by signal 9")
                    .contains("continue from the latest checkpoint with --resume");
        }
    }

    @Test
    void processesThatSomebodyElseStartsMeet() throws Exception {
        Path run = folder.resolve("run");
        String place = "127.0.0.1:" + freePort();
        Path other = Files.createDirectory(folder.resolve("other"));
        try (ChildProcess second = ChildProcess.start(
                        other, training.command(run, "--processes", "2", "--rank", "1", "--rendezvous", place));
                ChildProcess first = ChildProcess.start(
                        folder,
                        training.command(run, "--processes", "2", "--rank", "0", "--rendezvous", place, "--json"))) {
            CommandRun led = first.end();
            assertThat(led.code()).isZero();
            assertThat(led.json().at("/finished").asBoolean()).isTrue(); // what Gloo prints is not in it
            CommandRun followed = second.end();
            assertThat(followed.code()).isZero();
            assertThat(followed.out()).isEmpty();
        }
        assertThat(run.resolve("encoder.onnx")).exists();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void aMistakeThatAllRanksFindIsSaidOnce() {
        CommandRun failed = training.into(
                folder.resolve("run"),
                "--processes",
                "3",
                "--set",
                "sampling.identities=2",
                "--set",
                "sampling.picturesPerIdentity=2");
        assertThat(failed.code()).isEqualTo(2);
        assertThat(failed.err().lines().filter(line -> line.contains("a batch of 4 pictures for 3 processes")))
                .hasSize(1);
        assertThat(failed.err()).doesNotContain("rank ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--processes=0 | --processes 0: 1 to 1,024 are expected",
                "--processes=0 --check | --processes 0: 1 to 1,024 are expected",
                "--processes=2 --rank=1 | --rank and --rendezvous belong together",
                "--processes=2 --rank=2 --rendezvous=127.0.0.1:1 | --rank 2 of --processes 2: ranks count from 0",
                "--processes=2 --rank=1 --rendezvous=there | --rendezvous there: HOST:PORT is expected",
                "--processes=2 --rank=1 --rendezvous=8.8.8.8:29500 | set LIKENESS_GROUP_TOKEN to the same one"
            })
    void mistakesSayWhatIsExpected(String options, String message) {
        training.into(folder.resolve("run"), (Object[]) options.split(" ")).assertMistake(message);
    }
}

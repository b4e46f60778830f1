package org.likeness.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.LikenessException;

class FolderLockTest {
    @TempDir
    private Path folder;

    @Test
    void aSecondOneIsRefusedAndToldWhoHoldsTheFolder() {
        try (FolderLock first = FolderLock.of(folder)) {
            assertThatThrownBy(() -> FolderLock.of(folder))
                    .isInstanceOf(LikenessException.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
        FolderLock.of(folder).close();
    }

    /** Takes the lock in a process of its own, says so, and waits. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws IOException {
            try (FolderLock lock = FolderLock.of(Path.of(arguments[0]))) {
                System.out.println("locked");
                int ended = System.in.read();
                System.exit(ended);
            }
        }
    }

    private Process holder() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    @Test
    void theLockOfAKilledProcessIsFree() throws Exception {
        Process holder = holder();
        try (BufferedReader said = holder.inputReader()) {
            assertThat(said.readLine()).isEqualTo("locked");
            assertThatThrownBy(() -> FolderLock.of(folder))
                    .isInstanceOf(LikenessException.class)
                    .hasMessageContaining("process " + holder.pid());
        } finally {
            holder.destroyForcibly().waitFor();
        }
        assertThat(folder.resolve(FolderLock.FILE)).exists();
        FolderLock.of(folder).close();
    }

    /** The operating system takes the locks of a process away when it closes the file a second time. */
    @Test
    void aSecondAttemptOfThisProcessDoesNotReleaseTheLock() throws Exception {
        try (FolderLock lock = FolderLock.of(folder)) {
            assertThatThrownBy(() -> FolderLock.of(folder)).isInstanceOf(LikenessException.class);
            Process other = holder();
            try (BufferedReader said = other.inputReader()) {
                assertThat(said.readLine()).isNull();
            } finally {
                other.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void filesOfOneFolderAreLockedByThemselves() {
        Path keys = folder.resolve("keys");
        try (FolderLock ofFolder = FolderLock.of(folder);
                FolderLock ofKeys = FolderLock.ofFile(keys, Duration.ZERO);
                FolderLock ofLog = FolderLock.ofFile(folder.resolve("log"), Duration.ZERO)) {
            assertThatThrownBy(() -> FolderLock.ofFile(keys, Duration.ofMillis(30)))
                    .isInstanceOf(LikenessException.class)
                    .hasMessageContaining(keys.toString())
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
        FolderLock.ofFile(keys, Duration.ZERO).close();
    }

    @Test
    void theLockOfAFileIsWaitedFor() throws Exception {
        Path keys = folder.resolve("keys");
        FolderLock first = FolderLock.ofFile(keys, Duration.ZERO);
        FutureTask<FolderLock> second = new FutureTask<>(() -> FolderLock.ofFile(keys, Duration.ofMinutes(1)));
        Thread waiting = new Thread(second);
        waiting.start();
        while (waiting.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        first.close();
        first.close(); // does not release the lock of the next one
        second.get().close();
    }

    @Test
    void aFolderThatCannotBeLockedIsSaid() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> FolderLock.of(file))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("cannot be locked");
    }
}

package org.likeness.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    @Test
    void theLockOfAKilledProcessIsFree() throws Exception {
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
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

    @Test
    void aFolderThatCannotBeLockedIsSaid() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> FolderLock.of(file))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("cannot be locked");
    }
}

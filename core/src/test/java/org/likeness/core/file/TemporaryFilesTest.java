package org.likeness.core.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed process leaves goes the next time; what another one uses stays. */
final class TemporaryFilesTest {
    private static final String NOBODY = "999999999999999999"; // no system numbers its processes so high

    @Test
    void whatAKilledProcessLeftOfAFileGoesWhenItIsWrittenAgain(@TempDir Path folder) throws IOException {
        Path left = Files.writeString(folder.resolve("a.onnx." + NOBODY + ".tmp"), "half");
        Path anothers = Files.writeString(folder.resolve("b.onnx." + NOBODY + ".tmp"), "half");
        Path usersOwn = Files.writeString(folder.resolve("a.onnx.old.tmp"), "mine");
        AtomicFile.write(folder.resolve("a.onnx"), "whole");
        assertThat(left).doesNotExist();
        assertThat(anothers).exists();
        assertThat(usersOwn).exists();
        assertThat(folder.resolve("a.onnx")).hasContent("whole");
    }

    @Test
    void aFileThatIsBeingWrittenStays(@TempDir Path folder) throws IOException {
        Path used = folder.resolve("a.onnx." + NOBODY + ".tmp"); // of a process that only its own container numbers
        try (FileChannel channel = FileChannel.open(used, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            channel.lock();
            AtomicFile.write(folder.resolve("a.onnx"), "whole");
            assertThat(used).exists();
        }
    }

    @Test
    void aScratchFolderGoesWithAllThatIsInIt() throws IOException {
        Path path;
        try (ScratchFolder folder = ScratchFolder.create(prefix())) {
            path = folder.path();
            Files.writeString(Files.createDirectory(path.resolve("inner")).resolve("file"), "text");
        }
        assertThat(path).doesNotExist();
    }

    @Test
    void onlyScratchFoldersThatNobodyUsesAreSwept() throws IOException {
        String prefix = prefix();
        Path dead = Files.createTempDirectory(prefix);
        Files.createFile(dead.resolve("in-use.lock")); // its lock ended with its process
        Files.createFile(dead.resolve("large"));
        Path beingMade = Files.createTempDirectory(prefix);
        try (ScratchFolder used = ScratchFolder.create(prefix);
                ScratchFolder another = ScratchFolder.create(prefix)) {
            assertThat(dead).doesNotExist();
            assertThat(beingMade).exists();
            assertThat(used.path()).exists();
            assertThat(another.path()).exists();
        } finally {
            Files.delete(beingMade);
        }
    }

    private static String prefix() {
        return "likeness-test-" + UUID.randomUUID();
    }
}

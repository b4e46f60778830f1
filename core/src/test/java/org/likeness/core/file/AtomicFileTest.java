package org.likeness.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.LikenessException;

class AtomicFileTest {
    @TempDir
    private Path folder;

    @Test
    void aFailureLeavesTheEarlierFileAndNothingBeside() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "earlier");
        assertThatThrownBy(() -> AtomicFile.write(file, out -> {
                    out.write(1);
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("No space left on device");
        assertThat(file).hasContent("earlier");
        assertThat(folder).isDirectoryContaining(path -> path.equals(file));
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void aFileForItsOwnerIsOneAtOnceAndAfterEachReplacement() throws IOException {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
        Path file = Files.writeString(folder.resolve("file"), "for all");
        for (String text : new String[] {"first", "second"}) {
            AtomicFile.writeForOwner(file, out -> {
                try (var files = Files.list(folder)) {
                    Path temporary =
                            files.filter(path -> !path.equals(file)).findFirst().orElseThrow();
                    assertThat(Files.getPosixFilePermissions(temporary))
                            .isEqualTo(PosixFilePermissions.fromString("rw-------"));
                }
                out.write(text.getBytes(StandardCharsets.UTF_8));
            });
            assertThat(file).hasContent(text);
            assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    /** A device would be replaced by a file, for all programs of the machine. */
    @Test
    void whatIsNoFileIsNotReplaced() throws Exception {
        assertThatThrownBy(() -> AtomicFile.write(folder, "text"))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("a folder or a device");
        Path pipe = folder.resolve("pipe");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")));
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        assertThatThrownBy(() -> AtomicFile.write(pipe, "text"))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining(pipe.toString())
                .hasMessageContaining("a folder or a device");
        assertThat(Files.isRegularFile(pipe)).isFalse();
    }
}

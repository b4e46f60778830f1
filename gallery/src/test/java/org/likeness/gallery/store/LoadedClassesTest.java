package org.likeness.gallery.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.embedding.EncoderId;

/** What a gallery in a file does not use costs it no time. */
class LoadedClassesTest {
    @TempDir
    private Path folder;

    /** Opens a gallery in a file, that is not encrypted, in a JVM of its own. */
    static final class Opening {
        private Opening() {}

        public static void main(String[] arguments) {
            EncoderId space = new EncoderId("a".repeat(64));
            Galleries.open(arguments[0], space, FaceExtraction.CUT_OUT, GalleryOptions.DEFAULT)
                    .close();
        }
    }

    @Test
    void aGalleryInAFileLoadsNothingOfPostgresqlOrEncryption() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Opening.class.getName(),
                        folder.resolve("staff.db").toString())
                .redirectErrorStream(true)
                .start();
        String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(log).isZero();
        assertThat(log).contains(" org.sqlite.JDBC ");
        assertThat(log.lines())
                .noneMatch(line -> line.contains(" org.postgresql.")
                        || line.contains(" com.zaxxer.hikari.")
                        || line.contains(" com.google.crypto.tink."));
    }
}

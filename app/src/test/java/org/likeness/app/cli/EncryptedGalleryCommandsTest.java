package org.likeness.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncryptedGalleryCommandsTest {
    @TempDir
    private Path folder;

    private static CommandRun with(Path key, Object... words) {
        Object[] all = new Object[words.length + 2];
        System.arraycopy(words, 0, all, 0, words.length);
        all[words.length] = "--key-file";
        all[words.length + 1] = key;
        return CommandRun.of(all);
    }

    @Test
    void everyCommandNeedsTheKeyOfAnEncryptedGallery() {
        Path encoder = Samples.encoder(folder, 1);
        Path ann = Samples.picture(folder.resolve("ann.png"), 1, 0);
        Path gallery = folder.resolve("staff.db");
        Path key = folder.resolve("staff.key");
        Path other = folder.resolve("other.key");
        CommandRun.of("gallery", "key", key).assertDone();
        CommandRun.of("gallery", "key", other).assertDone();
        CommandRun.of("gallery", "key", key).assertMistake("exists already");
        with(key, "enroll", encoder, "--gallery", gallery, "ann", ann).assertDone();
        assertThat(with(key, "identify", encoder, "--gallery", gallery, ann)
                        .assertDone()
                        .out())
                .contains("ann.png: ann, distance 0.0000");
        assertThat(with(key, "people", "show", "--gallery", gallery, "ann")
                        .assertDone()
                        .out())
                .contains("ann");

        String missing =
                "is encrypted, and no key was given: give its key with --key-file FILE, or in LIKENESS_GALLERY_KEY";
        CommandRun.of("enroll", encoder, "--gallery", gallery, "ann", ann).assertMistake(missing);
        CommandRun.of("identify", encoder, "--gallery", gallery, ann).assertMistake(missing);
        CommandRun.of("gallery", "list", "--gallery", gallery).assertMistake(missing);
        CommandRun.of("forget", "--gallery", gallery, "ann").assertMistake(missing);
        with(other, "gallery", "list", "--gallery", gallery).assertMistake("is encrypted with another key");
        with(ann, "gallery", "list", "--gallery", gallery).assertMistake("does not hold the key of a gallery");
        with(folder.resolve("no.key"), "gallery", "list", "--gallery", gallery).assertMistake("no such file");

        Path backup = folder.resolve("monday.db");
        with(key, "gallery", "backup", "--gallery", gallery, backup).assertDone();
        CommandRun.of("gallery", "list", "--gallery", backup).assertMistake(missing);
        with(key, "gallery", "restore", "--gallery", gallery, backup).assertDone();
        with(key, "gallery", "restore", "--gallery", folder.resolve("copy.db"), backup)
                .assertDone();

        Path open = folder.resolve("open.db");
        CommandRun.of("enroll", encoder, "--gallery", open, "ann", ann).assertDone();
        with(key, "gallery", "list", "--gallery", open)
                .assertMistake("is not encrypted, and a key was given: omit --key-file and LIKENESS_GALLERY_KEY");
    }
}

package org.likeness.gallery.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.likeness.core.LikenessException;

class GalleryKeyTest {
    @TempDir
    private Path folder;

    @Test
    void aKeyIsWrittenForItsOwnerAloneAndReadBack() throws IOException {
        Path file = folder.resolve("staff.key");
        GalleryKey key = GalleryKey.random();
        key.write(file);
        assertThat(GalleryKey.read(file).text()).isEqualTo(key.text()).hasSize(44);
        assumeThat(file.getFileSystem().supportedFileAttributeViews()).contains("posix");
        assertThat(Files.getPosixFilePermissions(file))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }

    @Test
    void noKeyIsOverwritten() {
        Path file = folder.resolve("staff.key");
        GalleryKey key = GalleryKey.random();
        key.write(file);
        assertThatThrownBy(() -> GalleryKey.random().write(file))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("exists already");
        assertThat(GalleryKey.read(file).text()).isEqualTo(key.text());
    }

    @Test
    void twoKeysDiffer() {
        assertThat(GalleryKey.random().text()).isNotEqualTo(GalleryKey.random().text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "c2VjcmV0IHNlY3JldCBzZWNyZXQgc2VjcmV0IHNlY3JldA",
                "not base64 at all, and quite long too!!!!!!!!!!"
            })
    void whatIsNoKeyIsRefusedAndNotRepeated(String text) {
        assertThatThrownBy(() -> GalleryKey.parse(text, "the variable"))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("the variable does not hold the key of a gallery")
                .satisfies(
                        error -> assertThat(text.isEmpty() || !error.toString().contains(text))
                                .isTrue());
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> GalleryKey.read(folder.resolve("none.key")))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("none.key: no such file");
        assertThatThrownBy(() -> GalleryKey.read(folder)).isInstanceOf(LikenessException.class);
    }
}

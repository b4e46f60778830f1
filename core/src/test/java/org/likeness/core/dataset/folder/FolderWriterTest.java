package org.likeness.core.dataset.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.Albums;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.image.codec.ImageEncoder;

class FolderWriterTest {
    private final FaceDataset data = Albums.of("drawn", 3, 1, 2);

    @TempDir
    private Path folder;

    @Test
    void whatIsWrittenIsReadBack() {
        assertThat(write(data)).isZero();
        FaceDataset read = FolderDataset.read(folder);
        assertThat(read.identities()).extracting(Identity::name).containsExactly("p0", "p1", "p2");
        for (int person = 0; person < 3; person++) {
            Identity written = data.identities().get(person);
            for (int k = 0; k < written.pictures().size(); k++) {
                Picture picture = read.identities().get(person).pictures().get(k);
                assertThat(picture.name()).isEqualTo(String.format(Locale.ROOT, "p%d/%d.png", person, k));
                assertThat(picture.decode()).isEqualTo(written.pictures().get(k).decode());
            }
        }
    }

    @Test
    void whatIsThereStaysAsItIs() throws IOException {
        Path there = Albums.write(folder.resolve("p0/1.png"), Albums.png(7));
        assertThat(write(data)).isEqualTo(1);
        assertThat(there).hasBinaryContent(Albums.png(7));
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(6);
        }
    }

    @Test
    void placeThatCannotBeWrittenIsNamed() {
        Albums.write(folder.resolve("p1"), new byte[0]);
        assertThatThrownBy(() -> write(data))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("p1")
                .hasMessageContaining("cannot be written");
    }

    private int write(FaceDataset pictures) {
        return FolderWriter.write(pictures, folder, ImageEncoder.Format.PNG, 3, done -> {});
    }
}

package org.likeness.core.dataset.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Picture;

class FlatFolderTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit's
    private Path folder;

    private void files(String... names) throws IOException {
        for (String name : names) {
            Files.writeString(folder.resolve(name), "no picture is opened");
        }
    }

    @Test
    void picturesFindTheirPeopleByName() throws IOException {
        files(
                "Ann_Lee_0001.jpg",
                "Ann_Lee_0002.JPG",
                "Bo_0001.png",
                "17_AnnLee_42_f.jpg",
                "18_AnnLee_60_f.jpg",
                "list.txt",
                ".hidden_0001.jpg");
        assertThat(FlatFolder.is(folder)).isTrue();
        FaceDataset data = FlatFolder.list(folder).data();
        assertThat(data.identities())
                .extracting(
                        identity -> identity.name() + " " + identity.pictures().size())
                .containsExactlyInAnyOrder("Ann_Lee 2", "Bo 1", "AnnLee 2");
        assertThat(data.identities().stream().flatMap(identity -> identity.pictures().stream()))
                .extracting(Picture::name)
                .contains("Ann_Lee/Ann_Lee_0001.jpg", "AnnLee/17_AnnLee_42_f.jpg");
    }

    @Test
    void foldersWithSubFoldersOrOtherNamesAreNone() throws IOException {
        files("holiday.jpg");
        assertThat(FlatFolder.is(folder)).isFalse();
        files("Ann_0001.jpg");
        assertThat(FlatFolder.is(folder)).isTrue();
        assertThatThrownBy(() -> FlatFolder.list(folder))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("holiday.jpg: names such as Ann_Lee_0001.jpg or");
        Files.createDirectory(folder.resolve("Bo"));
        assertThat(FlatFolder.is(folder)).isFalse();
        assertThat(FlatFolder.is(folder.resolve("nowhere"))).isFalse();
    }
}

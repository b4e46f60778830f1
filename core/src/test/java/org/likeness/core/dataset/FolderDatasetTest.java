package org.likeness.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.UserException;

class FolderDatasetTest {
    private static final byte[] NOTHING = {};

    @TempDir
    private Path folder;

    @Test
    void subfoldersAreIdentitiesInNaturalOrder() {
        put("photos/s10/1.pgm");
        put("photos/s2/10.pgm");
        put("photos/s2/9.JPG");
        put("photos/s2/deep/er/3.webp");
        FaceDataset data = FolderDataset.read(folder.resolve("photos"));
        assertThat(data.name()).isEqualTo("photos");
        assertThat(data.identities()).extracting(Identity::name).containsExactly("s2", "s10");
        assertThat(data.identities().get(0).pictures())
                .extracting(Picture::name)
                .containsExactly("s2/9.JPG", "s2/10.pgm", "s2/deep/er/3.webp");
    }

    @Test
    void hiddenAndOtherFilesArePassedOver() {
        put("photos/ann/1.jpg");
        put("photos/ann/.2.jpg");
        put("photos/ann/.thumbnails/3.jpg");
        put("photos/ann/notes.txt");
        put("photos/.cache/4.jpg");
        put("photos/empty/readme");
        put("photos/people.txt");
        FaceDataset data = FolderDataset.read(folder.resolve("photos"));
        assertThat(data.pictureCount()).isEqualTo(1);
        assertThat(data.identities()).extracting(Identity::name).containsExactly("ann");
    }

    @Test
    void picturesAreDecodedWhenAskedFor() {
        Albums.write(folder.resolve("photos/ann/1.png"), Albums.png(1));
        Picture picture = FolderDataset.read(folder.resolve("photos"))
                .identities()
                .get(0)
                .pictures()
                .get(0);
        assertThat(picture.decode()).isEqualTo(new Albums.Drawn("", 1).decode());
        assertThat(picture.content()).isEqualTo(Albums.png(1));
    }

    @Test
    @Timeout(10)
    void linksAreFollowedButNotInCircles() throws IOException {
        put("elsewhere/1.jpg");
        put("photos/ann/2.jpg");
        Files.createSymbolicLink(folder.resolve("photos/bob"), folder.resolve("elsewhere"));
        Files.createSymbolicLink(folder.resolve("photos/ann/self"), folder.resolve("photos"));
        FaceDataset data = FolderDataset.read(folder.resolve("photos"));
        assertThat(data.identities()).extracting(Identity::name).contains("ann", "bob");
        assertThat(data.identities().get(1).pictures())
                .extracting(Picture::name)
                .containsExactly("bob/1.jpg");
    }

    @Test
    void brokenLinkCountsAsAPictureThatCannotBeRead() throws IOException {
        put("photos/ann/1.jpg");
        Files.createSymbolicLink(folder.resolve("photos/ann/2.jpg"), folder.resolve("gone.jpg"));
        Picture broken = FolderDataset.read(folder.resolve("photos"))
                .identities()
                .get(0)
                .pictures()
                .get(1);
        assertThatThrownBy(broken::decode).hasMessageEndingWith("ann/2.jpg: there is no such file");
    }

    @Test
    void wrongFoldersAreRefusedWithWhatIsWanted() {
        put("loose/1.jpg");
        put("loose/ann/2.jpg");
        put("empty/ann/notes.txt");
        refused("gone", "there is no folder %s: a folder with one sub-folder a person is wanted");
        refused("loose/1.jpg", "%s is not a folder: a folder with one sub-folder a person is wanted");
        refused(
                "loose",
                "%1$s holds pictures that are in no sub-folder (1.jpg): put each into its person's folder, such as %1$s/ann/1.jpg");
        refused(
                "empty",
                "%1$s holds no identity: one sub-folder a person with pictures in it is wanted, such as %1$s/ann/03.jpg (jpg, jpeg, png, pgm, ppm, pnm, bmp, webp are read)");
    }

    @Test
    void namesAreOrderedAsPeopleDo() {
        var order = new NaturalOrder();
        assertThat(order.compare("2", "10")).isNegative();
        assertThat(order.compare("a2b10", "a2b9")).isPositive();
        assertThat(order.compare("img12", "img12a")).isNegative();
        assertThat(order.compare("007", "7")).isNotZero();
        assertThat(order.compare("007", "8")).isNegative();
        assertThat(order.compare("99999999999999999999", "100000000000000000000"))
                .isNegative();
        assertThat(order.compare("a", "a")).isZero();
    }

    private void put(String file) {
        Albums.write(folder.resolve(file), NOTHING);
    }

    private void refused(String root, String message) {
        assertThatThrownBy(() -> FolderDataset.read(folder.resolve(root)))
                .isInstanceOf(UserException.class)
                .hasMessage(message, folder.resolve(root));
    }
}

package org.likeness.core.dataset.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.Albums;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.file.CanonicalName;

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
        put("photos/ann/2.HEIC");
        put("photos/ann/3.heic");
        put("photos/ann/4.avif");
        put("photos/@eaDir/5.jpg");
        put("photos/ann/@eaDir/6.jpg");
        put("photos/__MACOSX/ann/7.jpg");
        FolderListing listing = FolderDataset.list(folder.resolve("photos"), 1);
        assertThat(listing.passedOver().endings()).isEqualTo(Map.of(".txt", 2, "", 1, ".heic", 2, ".avif", 1));
        assertThat(listing.passedOver().hidden()).isEqualTo(3);
        assertThat(listing.passedOver().systemFolders()).isEqualTo(Map.of("@eaDir", 2, "__MACOSX", 1));
        assertThat(listing.passedOver().text())
                .isEqualTo(
                        "6 files (2 .heic, 2 .txt, 1 without ending, 1 .avif), 3 hidden, "
                                + "3 folders of the system (2 @eaDir, 1 __MACOSX); "
                                + "HEIC and AVIF are not supported: convert them to JPEG, such as with heif-convert or ImageMagick");
        FaceDataset data = listing.data();
        assertThat(data.pictureCount()).isEqualTo(1);
        assertThat(data.identities()).extracting(Identity::name).containsExactly("ann");
    }

    @Test
    void everyFormatsEndingsCount() {
        for (String ending : PictureWalk.ENDINGS) {
            put("photos/ann/1." + ending);
            put("photos/ann/2." + ending.toUpperCase(Locale.ROOT));
        }
        FolderListing listing = FolderDataset.list(folder.resolve("photos"), 1);
        assertThat(listing.data().pictureCount()).isEqualTo(2 * PictureWalk.ENDINGS.size());
        assertThat(listing.passedOver()).isEqualTo(SkippedFiles.NOTHING);
    }

    @Test
    void peopleOneFolderTooDeepAreNoticedAndReadByTheirDepth() {
        put("photos/train/ann/1.jpg");
        put("photos/train/bo/1.jpg");
        put("photos/val/ann/2.jpg");
        put("photos/val/cy/2.jpg");
        FolderListing listing = FolderDataset.list(folder.resolve("photos"), 1);
        assertThat(listing.data().identities()).extracting(Identity::name).containsExactly("train", "val");
        assertThat(listing.deeper()).contains("train/ann/1.jpg");
        FolderListing deep = FolderDataset.list(folder.resolve("photos"), 2);
        assertThat(deep.data().identities())
                .extracting(Identity::name)
                .containsExactly("train/ann", "train/bo", "val/ann", "val/cy");
        assertThat(deep.deeper()).isEmpty();
        put("photos/train/3.jpg");
        assertThat(FolderDataset.list(folder.resolve("photos"), 1).deeper()).isEmpty();
        assertThatThrownBy(() -> FolderDataset.list(folder.resolve("photos"), 2))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("contains pictures outside a folder of depth 2 (train/3.jpg)");
    }

    @Test
    void namesAreComposedAndTwoThatBecomeOneAreRefused() {
        assumeTrue(
                Charset.forName(System.getProperty("sun.jnu.encoding"))
                        .newEncoder()
                        .canEncode("e\u0301"),
                "a charset of file names that has no such letters");
        put("photos/Rene\u0301e/e\u0301.jpg");
        FaceDataset data = FolderDataset.read(folder.resolve("photos"));
        assertThat(data.identities()).extracting(Identity::name).containsExactly("Ren\u00e9e");
        assertThat(data.identities().get(0).pictures())
                .extracting(Picture::name)
                .containsExactly("Ren\u00e9e/\u00e9.jpg");
        put("photos/ann/1.jpg");
        put("photos/ann /2.jpg");
        assertThatThrownBy(() -> FolderDataset.read(folder.resolve("photos")))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("contains \"ann\" twice")
                .hasMessageContaining("photos/ann%20");
    }

    @Test
    void namesThatAreNoTextAreRefusedByName() throws IOException {
        Path root = Files.createDirectories(folder.resolve("photos"));
        Path first = Path.of(URI.create(root.toUri() + "Ren%E9e"));
        Path second = Path.of(URI.create(root.toUri() + "Ren%E8e"));
        assumeFalse(CanonicalName.isText(first), "a file system or charset in which these bytes are text");
        try {
            Files.createDirectory(first);
            Files.createDirectory(second);
        } catch (IOException e) {
            assumeTrue(false, "a file system that takes no such names");
        }
        Files.write(first.resolve("1.jpg"), NOTHING);
        Files.write(second.resolve("1.jpg"), NOTHING);
        assertThatThrownBy(() -> FolderDataset.read(root))
                .isInstanceOf(LikenessException.class)
                .hasMessageStartingWith("2 names of pictures or folders are not valid ")
                .hasMessageContaining("Ren%E9e/1.jpg")
                .hasMessageContaining("Ren%E8e/1.jpg");
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
        refused("gone", "%s: no such folder; a folder with one sub-folder per person is expected");
        refused("loose/1.jpg", "%s is not a folder: a folder with one sub-folder per person is expected");
        refused(
                "loose",
                "%1$s contains pictures outside a sub-folder (1.jpg): move each into its person's folder, such as %1$s/ann/1.jpg");
        refused(
                "empty",
                "%1$s contains no identity: one sub-folder per person with pictures in it is expected, such as %1$s/ann/03.jpg (jpg, jpeg, jpe, jfif, png, pgm, ppm, pnm, bmp, webp, gif, tif, tiff are read); it holds 1 file (1 .txt)");
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
                .isInstanceOf(LikenessException.class)
                .hasMessage(message, folder.resolve(root));
    }
}

package org.likeness.core.acquisition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Picture;
import org.likeness.core.dataset.folder.FolderDataset;
import org.likeness.core.image.Border;
import org.likeness.core.image.FaceAlignment;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.codec.ImageEncoder;

class AlignedFolderTest {
    @TempDir
    private Path folder;

    @Test
    void facesAreWrittenAndFailuresNamed() throws IOException {
        picture("photos/ann/1.png", 200);
        picture("photos/ann/1.jpg", 90);
        picture("photos/ann/deep/2.png", 100);
        picture("photos/bo/1.png", 0);
        Files.writeString(folder.resolve("photos/bo/2.png"), "not a picture");
        FaceDataset photos = FolderDataset.read(folder.resolve("photos"));
        var acquirer = new AligningAcquirer(
                new Faces.BrightnessDetector(), FaceChoice.LARGEST, FaceAlignment.arcFace(40, Border.BLACK));
        AlignedFolder written = AlignedFolder.write(
                photos, acquirer, folder.resolve("faces"), ImageEncoder.Format.PNG, false, 2, done -> {});
        assertThat(written.identities()).isEqualTo(1);
        assertThat(written.pictures()).isEqualTo(3);
        assertThat(written.failures()).containsOnlyKeys("bo/1.png", "bo/2.png");
        assertThat(written.failures().get("bo/1.png")).startsWith("no face was found");
        FaceDataset faces = FolderDataset.read(folder.resolve("faces"));
        assertThat(faces.identities())
                .singleElement()
                .satisfies(ann -> assertThat(ann.pictures())
                        .extracting(Picture::name)
                        .containsExactly("ann/1.jpg.png", "ann/1.png.png", "ann/deep/2.png"));
        FaceImage face = faces.identities().get(0).pictures().get(2).decode();
        assertThat(face.width()).isEqualTo(40);
        assertThat(face.at(20, 20, 1)).isEqualTo(100);
    }

    @Test
    void aFaceThatIsThereIsNotMadeAgainWhereItGoesOn() throws IOException {
        picture("photos/ann/1.png", 200);
        picture("photos/ann/2.png", 100);
        picture("photos/bo/1.png", 0);
        FaceDataset photos = FolderDataset.read(folder.resolve("photos"));
        Path faces = folder.resolve("faces");
        Files.createDirectories(faces.resolve("ann"));
        Files.writeString(faces.resolve("ann/1.png"), "made before");
        var acquirer = new AligningAcquirer(
                new Faces.BrightnessDetector(), FaceChoice.LARGEST, FaceAlignment.arcFace(40, Border.BLACK));
        AlignedFolder written =
                AlignedFolder.write(photos, acquirer, faces, ImageEncoder.Format.PNG, true, 2, done -> {});
        assertThat(written.pictures()).isEqualTo(2);
        assertThat(written.identities()).isEqualTo(1);
        assertThat(written.failures()).containsOnlyKeys("bo/1.png");
        assertThat(faces.resolve("ann/1.png")).hasContent("made before");
        assertThat(faces.resolve("ann/2.png")).exists();
    }

    private void picture(String name, int level) throws IOException {
        byte[] rgb = new byte[64 * 64 * 3];
        Arrays.fill(rgb, (byte) level);
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        ImageEncoder.Format format = name.endsWith("jpg") ? ImageEncoder.Format.JPG : ImageEncoder.Format.PNG;
        Files.write(file, ImageEncoder.encode(new FaceImage(64, 64, rgb), format));
    }
}

package org.likeness.bench;

import java.nio.file.Path;
import java.util.Arrays;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.dataset.folder.FolderDataset;
import org.likeness.core.dataset.folder.FolderWriter;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.codec.ImageEncoder;

/**
 * Cuts the same rectangle out of every picture of a data set, so tightly that faces reach beyond it: what a detector and an aligner make
 * of pictures that were cut already. Arguments: the data set, {@code left,top,width,height} in pixels, a folder to write to.
 */
public final class TightCuts {
    private TightCuts() {}

    private record Cut(Picture picture, int left, int top, int width, int height) implements Picture {
        @Override
        public String name() {
            return picture.name();
        }

        @Override
        public FaceImage decode() {
            FaceImage whole = picture.decode();
            byte[] rgb = new byte[width * height * 3];
            for (int row = 0; row < height; row++) {
                int from = ((row + top) * whole.width() + left) * 3;
                System.arraycopy(whole.rgb(), from, rgb, row * width * 3, width * 3);
            }
            return new FaceImage(width, height, rgb);
        }
    }

    public static void main(String[] arguments) {
        int[] cut = Arrays.stream(arguments[1].split(","))
                .mapToInt(Integer::parseInt)
                .toArray();
        FaceDataset data = FolderDataset.read(Path.of(arguments[0]));
        FaceDataset cuts = new FaceDataset(
                data.name(),
                data.identities().stream()
                        .map(identity -> new Identity(
                                identity.name(),
                                identity.pictures().stream()
                                        .<Picture>map(picture -> new Cut(picture, cut[0], cut[1], cut[2], cut[3]))
                                        .toList()))
                        .toList());
        FolderWriter.write(
                cuts,
                Path.of(arguments[2]),
                ImageEncoder.Format.PNG,
                Runtime.getRuntime().availableProcessors(),
                done -> {});
    }
}

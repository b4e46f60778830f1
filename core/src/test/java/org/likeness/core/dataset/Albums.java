package org.likeness.core.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.likeness.core.image.Drawings;
import org.likeness.core.image.FaceImage;

/** Data sets that the tests make. */
public final class Albums {
    private Albums() {}

    /** A picture in memory: drawn by its seed. */
    public record Drawn(String name, long seed) implements Picture {
        @Override
        public FaceImage decode() {
            return Drawings.smooth(32, 32, new SplittableRandom(seed));
        }
    }

    /** Identities p0, p1, … with so many pictures each. */
    public static FaceDataset of(String name, int... pictures) {
        List<Identity> identities = new ArrayList<>();
        for (int i = 0; i < pictures.length; i++) {
            List<Picture> own = new ArrayList<>();
            for (int k = 0; k < pictures[i]; k++) {
                own.add(new Drawn(String.format(Locale.ROOT, "p%d/%d", i, k), 1_000L * i + k));
            }
            identities.add(new Identity("p" + i, own));
        }
        return new FaceDataset(name, identities);
    }

    /** Writes a file, with its folders. */
    public static Path write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] png(long seed) {
        return Drawings.encode(Drawings.smooth(32, 32, new SplittableRandom(seed)), "png");
    }
}

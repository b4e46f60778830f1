package org.likeness.recognition.detection;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.likeness.core.LikenessException;
import org.likeness.core.acquisition.FaceDetector;
import org.likeness.core.acquisition.TiledDetector;

/** Loads detectors of all supported kinds; the kind is recognized by the outputs of the network. */
public final class FaceDetectors {
    private FaceDetectors() {}

    /** The kinds of detectors that are known. */
    public enum Kind {
        /** Boxes and five landmarks: YuNet (Wu et al., Machine Intelligence Research 2023). */
        YUNET,
        /** Boxes alone, of Linzaer's Ultra-Light-Fast-Generic-Face-Detector-1MB. */
        ULTRA_LIGHT
    }

    /**
     * Which kind of detector a file holds.
     *
     * @throws LikenessException if it is missing, broken or of no known kind
     */
    public static Kind kindOf(Path file) {
        try (DetectionNetwork network = DetectionNetwork.load(file, 1)) {
            return kindOf(network);
        }
    }

    private static Kind kindOf(DetectionNetwork network) {
        if (network.outputs().containsAll(YuNetDetector.OUTPUTS)) {
            return Kind.YUNET;
        }
        if (network.outputs().containsAll(UltraLightDetector.OUTPUTS)) {
            return Kind.ULTRA_LIGHT;
        }
        throw LikenessException.unsupported(String.format(
                Locale.ROOT,
                "%s is not a supported detector: it %s; expected are YuNet's cls_8, obj_8, bbox_8, kps_8, … or an ultra-light detector's scores and boxes",
                network.file(),
                network.describe()));
    }

    /**
     * Loads a detector that finds landmarks itself, to compute with one thread: who has many pictures works on several at once.
     *
     * @throws LikenessException if the file is missing, broken, of no known kind, or in need of a landmark network
     */
    public static FaceDetector load(Path file) {
        return builder(file).load();
    }

    /** A detector with settings; its file is opened by {@link Builder#load()}. */
    public static Builder builder(Path file) {
        return new Builder(file);
    }

    /** How faces are detected. */
    public static final class Builder {
        /** The smallest detection size, in pixels. */
        public static final int SMALLEST_SIZE = 64;

        /** The largest detection size, in pixels: memory grows with its square. */
        public static final int LARGEST_SIZE = 4096;

        private final Path file;
        private Optional<Path> landmarks = Optional.empty();
        private OptionalInt size = OptionalInt.empty();
        private OptionalInt tile = OptionalInt.empty();
        private int threads = 1;

        private Builder(Path file) {
            this.file = file;
        }

        /** The file of the landmark network, for a detector that finds boxes alone. */
        public Builder landmarks(Path network) {
            this.landmarks = Optional.of(network);
            return this;
        }

        /**
         * The detection size: a larger picture is reduced until its longer side has so many pixels. A larger size finds smaller faces, in a
         * time that grows with its square. YuNet's is 640 unless given.
         *
         * @param pixels in [{@link #SMALLEST_SIZE}, {@link #LARGEST_SIZE}]
         */
        public Builder detectionSize(int pixels) {
            if (pixels < SMALLEST_SIZE || pixels > LARGEST_SIZE) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT, "detection size %d: [%d, %d] is expected", pixels, SMALLEST_SIZE, LARGEST_SIZE));
            }
            this.size = OptionalInt.of(pixels);
            return this;
        }

        /**
         * Detects in tiles of that size, too, so that small faces of large pictures are found ({@link TiledDetector}).
         *
         * @param pixels of the picture, a side, at least {@link TiledDetector#SMALLEST_TILE}
         */
        public Builder tile(int pixels) {
            TiledDetector.requireTile(pixels); // before any network is loaded
            this.tile = OptionalInt.of(pixels);
            return this;
        }

        /**
         * Threads for one picture; 1 unless given.
         *
         * @param count at least 1
         */
        public Builder threads(int count) {
            if (count < 1) {
                throw new IllegalArgumentException(
                        String.format(Locale.ROOT, "%d threads: at least 1 is expected", count));
            }
            this.threads = count;
            return this;
        }

        /**
         * Opens the files.
         *
         * @throws LikenessException if a file is missing, broken or of no known kind, if the detector lacks a landmark network or needs
         *     none, or if a detection size is given and the network's own is fixed
         */
        public FaceDetector load() {
            int each =
                    tile.isPresent() ? 1 : threads; // tiles are shared among the threads, not the work on one of them
            return opened(DetectionNetwork.load(file, each), network -> {
                FaceDetector detector = of(network, each);
                return tile.isPresent() ? new TiledDetector(detector, tile.getAsInt(), threads) : detector;
            });
        }

        private FaceDetector of(DetectionNetwork network, int each) {
            return switch (kindOf(network)) {
                case YUNET -> {
                    if (landmarks.isPresent()) {
                        throw LikenessException.invalid(String.format(
                                Locale.ROOT, "%s detects landmarks itself: omit %s", network.file(), landmarks.get()));
                    }
                    yield YuNetDetector.of(network, size);
                }
                case ULTRA_LIGHT -> {
                    Path points = landmarks.orElseThrow(() -> LikenessException.invalid(String.format(
                            Locale.ROOT,
                            "%s detects boxes only: also give the file of a landmark network",
                            network.file())));
                    network.requireOwnSize(size);
                    yield opened(LandmarkNetwork.load(points, each), second -> UltraLightDetector.of(network, second));
                }
            };
        }
    }

    /** Makes something of what was just loaded, or closes it. */
    static <C extends AutoCloseable, T> T opened(C loaded, Function<C, T> use) {
        try {
            return use.apply(loaded);
        } catch (RuntimeException e) {
            try {
                loaded.close();
            } catch (Exception closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }
}

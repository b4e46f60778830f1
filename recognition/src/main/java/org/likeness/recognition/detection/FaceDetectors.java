package org.likeness.recognition.detection;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.likeness.core.LikenessException;
import org.likeness.core.acquisition.FaceDetector;

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
        return load(file, Optional.empty(), 1);
    }

    /**
     * Loads a detector.
     *
     * @param landmarks the file of the landmark network, for a detector that finds boxes alone
     * @param threads   of one picture's computation, at least 1
     * @throws LikenessException if a file is missing, broken or of no known kind, or if the detector lacks a landmark network or
     *                       needs none
     */
    public static FaceDetector load(Path file, Optional<Path> landmarks, int threads) {
        return opened(DetectionNetwork.load(file, threads), network -> of(network, landmarks, threads));
    }

    private static FaceDetector of(DetectionNetwork network, Optional<Path> landmarks, int threads) {
        return switch (kindOf(network)) {
            case YUNET -> {
                if (landmarks.isPresent()) {
                    throw LikenessException.invalid(String.format(
                            Locale.ROOT, "%s detects landmarks itself: omit %s", network.file(), landmarks.get()));
                }
                yield YuNetDetector.of(network);
            }
            case ULTRA_LIGHT -> {
                Path points = landmarks.orElseThrow(() -> LikenessException.invalid(String.format(
                        Locale.ROOT,
                        "%s detects boxes only: also give the file of a landmark network",
                        network.file())));
                yield opened(LandmarkNetwork.load(points, threads), second -> UltraLightDetector.of(network, second));
            }
        };
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

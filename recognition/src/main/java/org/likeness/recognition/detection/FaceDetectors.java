package org.likeness.recognition.detection;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.likeness.core.UserException;
import org.likeness.core.acquisition.FaceDetector;

/** Loads detectors, whichever kind a file is: it is told by what the network gives. */
public final class FaceDetectors {
    private FaceDetectors() {}

    /**
     * Loads a detector that finds landmarks itself, to compute with one thread: who has many pictures works on several at once.
     *
     * @throws UserException if the file is missing, broken, of no known kind, or in need of a landmark network
     */
    public static FaceDetector load(Path file) {
        return load(file, Optional.empty(), 1);
    }

    /**
     * Loads a detector.
     *
     * @param landmarks the file of the landmark network, for a detector that finds boxes alone
     * @param threads   of one picture's computation, at least 1
     * @throws UserException if a file is missing, broken or of no known kind, or if the detector lacks a landmark network or
     *                       needs none
     */
    public static FaceDetector load(Path file, Optional<Path> landmarks, int threads) {
        return opened(DetectionNetwork.load(file, threads), network -> of(network, landmarks, threads));
    }

    private static FaceDetector of(DetectionNetwork network, Optional<Path> landmarks, int threads) {
        if (network.outputs().containsAll(YuNetDetector.OUTPUTS)) {
            if (landmarks.isPresent()) {
                throw new UserException(
                        "%s finds landmarks itself: leave %s out".formatted(network.file(), landmarks.get()));
            }
            return YuNetDetector.of(network);
        }
        if (network.outputs().containsAll(UltraLightDetector.OUTPUTS)) {
            Path points = landmarks.orElseThrow(() -> new UserException(
                    "%s finds boxes alone: give the file of a landmark network, too".formatted(network.file())));
            LandmarkNetwork second = LandmarkNetwork.load(points, threads);
            try {
                return UltraLightDetector.of(network, second);
            } catch (RuntimeException e) {
                second.close();
                throw e;
            }
        }
        throw new UserException(
                "%s is no detector known here: it %s; due are YuNet's cls_8, obj_8, bbox_8, kps_8, … or an ultra-light detector's scores and boxes"
                        .formatted(network.file(), network.describe()));
    }

    /** Makes something of a network that was just loaded, or closes it. */
    static <T> T opened(DetectionNetwork network, Function<DetectionNetwork, T> use) {
        try {
            return use.apply(network);
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
    }
}

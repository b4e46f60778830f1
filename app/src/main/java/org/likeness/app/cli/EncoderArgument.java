package org.likeness.app.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.likeness.core.UserException;
import org.likeness.core.embedding.OperatingPoint;
import org.likeness.recognition.FaceRecogniser;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The encoder that a command works with. */
final class EncoderArgument {
    @Parameters(index = "0", paramLabel = "ENCODER", description = "An encoder's file, such as runs/mine/encoder.onnx.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private Path file;

    Path file() {
        return file;
    }

    FaceRecogniser load() {
        return FaceRecogniser.load(file);
    }

    /** A threshold given by hand, or one calibrated for a rate. */
    static final class ThresholdOptions {
        @Option(
                names = "--threshold",
                paramLabel = "DISTANCE",
                description = "The largest distance that matches. Default: the one calibrated for the encoder.")
        private @Nullable Double threshold;

        @Option(
                names = "--fmr",
                paramLabel = "RATE",
                description = "Take the threshold that was calibrated for this false-match rate, such as 0.001.")
        private @Nullable Double falseMatchRate;

        /** @throws UserException if it is no distance */
        static void requireDistance(double threshold) {
            if (!(threshold >= 0)) {
                throw new UserException("--threshold %s: a distance of 0 or more is wanted".formatted(threshold));
            }
        }

        /** The threshold asked for; nothing if the command's own default is to hold. */
        Optional<Double> threshold(FaceRecogniser recogniser) {
            if (threshold != null && falseMatchRate != null) {
                throw new UserException("give either --threshold or --fmr, not both");
            }
            if (threshold != null) {
                requireDistance(threshold);
                return Optional.of(threshold);
            }
            return point(recogniser).map(OperatingPoint::threshold);
        }

        /**
         * The calibrated point of the rate asked for, if one was.
         *
         * @throws UserException if the encoder is not calibrated for it; the message lists the rates
         */
        Optional<OperatingPoint> point(FaceRecogniser recogniser) {
            return Optional.ofNullable(falseMatchRate).map(recogniser::operatingPoint);
        }
    }
}

package org.likeness.app.cli.option;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.likeness.api.client.IdentifyOptions;
import org.likeness.api.client.VerifyOptions;
import org.likeness.core.LikenessException;
import org.likeness.core.embedding.FaceEncoder;
import org.likeness.core.embedding.MirrorEncoder;
import org.likeness.core.embedding.OperatingPoint;
import org.likeness.recognition.FaceRecognizer;
import org.likeness.recognition.OnnxEncoder;
import org.likeness.recognition.PairThreshold;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The encoder argument of a command. */
public final class EncoderArgument {
    @Parameters(index = "0", paramLabel = "ENCODER", description = "An encoder's file, such as runs/mine/encoder.onnx.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private Path file;

    @Mixin
    private final MirrorOption mirror = new MirrorOption();

    public Path file() {
        return file;
    }

    /** Whether embeddings are means with the mirror image's. */
    public boolean mirror() {
        return mirror.isGiven();
    }

    public FaceRecognizer load() {
        return load(file, mirror.isGiven());
    }

    /** An encoder at work on faces alone, or averaged with their mirror images. */
    public static FaceRecognizer load(Path file, boolean mirror) {
        return FaceRecognizer.builder(encoder(file, mirror, Runtime.getRuntime().availableProcessors()))
                .build();
    }

    /**
     * An encoder of faces alone, or averaged with their mirror images.
     *
     * @param threads of one batch's computation, at least 1
     */
    public static FaceEncoder encoder(Path file, boolean mirror, int threads) {
        FaceEncoder encoder = OnnxEncoder.load(file, threads);
        return mirror ? new MirrorEncoder(encoder) : encoder;
    }

    /** A threshold given by hand, or one calibrated for a rate. */
    public static final class ThresholdOptions {
        @Option(
                names = "--threshold",
                paramLabel = "DISTANCE",
                description = "The largest distance that matches. Default: the encoder's calibrated threshold.")
        private @Nullable Double threshold;

        @Option(
                names = "--fmr",
                paramLabel = "RATE",
                description = "Use the threshold that was calibrated for this false-match rate, such as 0.001.")
        private @Nullable Double falseMatchRate;

        /** The same for a server, which judges the values. */
        public VerifyOptions verifyOptions() {
            requireOne();
            return threshold != null
                    ? VerifyOptions.USUAL.threshold(threshold)
                    : falseMatchRate != null ? VerifyOptions.USUAL.falseMatchRate(falseMatchRate) : VerifyOptions.USUAL;
        }

        /** The same for a server, which judges the values. */
        public IdentifyOptions identifyOptions() {
            requireOne();
            return threshold != null
                    ? IdentifyOptions.USUAL.threshold(threshold)
                    : falseMatchRate != null
                            ? IdentifyOptions.USUAL.falseMatchRate(falseMatchRate)
                            : IdentifyOptions.USUAL;
        }

        /** Whether a threshold or a rate of pairs was given. */
        public boolean isGiven() {
            return threshold != null || falseMatchRate != null;
        }

        private void requireOne() {
            if (threshold != null && falseMatchRate != null) {
                throw LikenessException.invalid("give either --threshold or --fmr, not both");
            }
        }

        /** @throws LikenessException if it is no distance */
        public static void requireDistance(double threshold) {
            if (!(threshold >= 0)) {
                throw LikenessException.invalid(
                        String.format(Locale.ROOT, "--threshold %s: a distance of 0 or more is expected", threshold));
            }
        }

        /**
         * Refuses a threshold beside an option that chooses one itself.
         *
         * @throws LikenessException if one was given
         */
        public void requireNone(String option) {
            if (isGiven()) {
                throw LikenessException.invalid(String.format(
                        Locale.ROOT,
                        "give either %s or %s, not both",
                        option,
                        threshold != null ? "--threshold" : "--fmr"));
            }
        }

        /** The threshold asked for; nothing if the command's own default is to hold. */
        public Optional<Double> threshold(FaceRecognizer recognizer) {
            requireOne();
            if (threshold != null) {
                requireDistance(threshold);
                return Optional.of(threshold);
            }
            return point(recognizer).map(OperatingPoint::threshold);
        }

        /** The threshold of two faces: the one asked for, or that of the highest accuracy. */
        public PairThreshold ofPair(FaceRecognizer recognizer) {
            return new PairThreshold(
                    recognizer.thresholds(),
                    threshold(recognizer).orElseGet(recognizer.thresholds()::ofHighestAccuracy),
                    point(recognizer));
        }

        /**
         * The calibrated point of the rate asked for, if one was.
         *
         * @throws LikenessException if the encoder is not calibrated for it; the message lists the rates
         */
        public Optional<OperatingPoint> point(FaceRecognizer recognizer) {
            return Optional.ofNullable(falseMatchRate).map(recognizer.thresholds()::operatingPoint);
        }
    }
}

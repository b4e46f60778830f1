package org.likeness.app.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.likeness.core.acquisition.FaceAcquirer;
import org.likeness.core.embedding.OperatingPoint;
import org.likeness.recognition.FaceRecogniser;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Say whether two pictures show one person.",
        footer = {
            "",
            "Examples:",
            "  likeness verify encoder.onnx passport.jpg camera.jpg",
            "  likeness verify encoder.onnx --fmr 0.001 passport.jpg camera.jpg",
            "  likeness verify encoder.onnx --detector yunet passport.jpg street.jpg"
        })
final class VerifyCommand implements Callable<Integer> {
    @Mixin
    private final EncoderArgument encoder = new EncoderArgument();

    @Parameters(index = "1", paramLabel = "A", description = "A picture.")
    @SuppressWarnings("NullAway.Init") // required
    private Path first;

    @Parameters(index = "2", paramLabel = "B", description = "Another one.")
    @SuppressWarnings("NullAway.Init") // required
    private Path second;

    @Mixin
    private final EncoderArgument.ThresholdOptions threshold = new EncoderArgument.ThresholdOptions();

    @Mixin
    private final DetectorOptions detector = new DetectorOptions();

    @Mixin
    private final Output output = new Output();

    /** What was found, for {@code --json}. */
    private record Answer(
            double distance,
            double threshold,
            boolean same,
            @Nullable OperatingPoint operatingPoint,
            @Nullable Double logLikelihoodRatio) {}

    @Override
    public Integer call() {
        try (FaceRecogniser loaded = encoder.load();
                FaceAcquirer acquirer =
                        detector.acquirer(encoder.file(), loaded.encoder().spec())) {
            FaceRecogniser recogniser = new FaceRecogniser(loaded.encoder(), acquirer); // closed as its two parts are
            double limit = threshold.threshold(recogniser).orElseGet(recogniser::verificationThreshold);
            FaceRecogniser.Verdict verdict = recogniser.verify(first, second, limit);
            Optional<OperatingPoint> point = threshold.point(recogniser);
            Optional<Double> evidence = recogniser.logLikelihoodRatio(verdict.distance());
            output.answer(
                    "%s: distance %.4f, threshold %.4f%s%s"
                            .formatted(
                                    verdict.same() ? "one person" : "two people",
                                    verdict.distance(),
                                    verdict.threshold(),
                                    point.map(known -> ", " + EvaluationText.of(known))
                                            .orElse(""),
                                    evidence.map(VerifyCommand::evidence).orElse("")),
                    new Answer(
                            verdict.distance(),
                            verdict.threshold(),
                            verdict.same(),
                            point.orElse(null),
                            evidence.orElse(null)));
        }
        return 0;
    }

    /** The ratio itself, of the kind that it speaks for. */
    private static String evidence(double logarithm) {
        return String.format(
                Locale.ROOT,
                "; log-likelihood ratio %+.2f: %.3g times as likely for %s",
                logarithm,
                Math.exp(Math.abs(logarithm)),
                logarithm >= 0 ? "one person as for two" : "two people as for one");
    }
}

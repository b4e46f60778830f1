package org.likeness.app.cli.recognize;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.likeness.app.cli.option.DetectorOptions;
import org.likeness.app.cli.option.EncoderArgument;
import org.likeness.app.cli.option.FaceSelection;
import org.likeness.app.cli.text.Output;
import org.likeness.app.cli.text.VerdictText;
import org.likeness.core.acquisition.Acquisition;
import org.likeness.core.acquisition.FaceAcquirer;
import org.likeness.recognition.FaceRecognizer;
import org.likeness.recognition.PairThreshold;
import org.likeness.recognition.PictureSource;
import org.likeness.server.answer.Faces;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Verify whether two pictures show one person.",
        footer = {
            "",
            "Examples:",
            "  likeness verify encoder.onnx passport.jpg camera.jpg",
            "  likeness verify encoder.onnx --fmr 0.001 passport.jpg camera.jpg",
            "  likeness verify encoder.onnx --detector yunet passport.jpg street.jpg"
        })
public final class VerifyCommand implements Callable<Integer> {
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

    @Override
    public Integer call() {
        try (FaceRecognizer recognizer = encoder.load();
                FaceAcquirer acquirer =
                        detector.acquirer(encoder.file(), recognizer.encoder().spec(), output::note)) {
            PairThreshold limit = threshold.ofPair(recognizer);
            List<Acquisition> faces = List.of(face(first, acquirer), face(second, acquirer));
            FaceRecognizer.Verdict verdict =
                    recognizer.verify(taken(first, faces.get(0)), taken(second, faces.get(1)), limit.distance());
            output.answer(
                    (verdict.same() ? "one person: " : "two people: ") + VerdictText.of(verdict.distance(), limit),
                    Faces.verified(
                            recognizer.encoder().space(),
                            Faces.used(first.toString(), faces.get(0)),
                            Faces.used(second.toString(), faces.get(1)),
                            verdict.distance(),
                            limit));
        }
        return 0;
    }

    private Acquisition face(Path picture, FaceAcquirer acquirer) {
        return FaceSelection.of(picture, acquirer, detector.one(), output::note);
    }

    private static PictureSource taken(Path picture, Acquisition face) {
        return PictureSource.of(picture.toString(), face.taken().orElseThrow());
    }
}

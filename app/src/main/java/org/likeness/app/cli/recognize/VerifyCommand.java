package org.likeness.app.cli.recognize;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.likeness.api.Answer;
import org.likeness.api.client.Picture;
import org.likeness.api.client.RecognitionClient;
import org.likeness.api.client.VerificationResult;
import org.likeness.api.client.VerifyOptions;
import org.likeness.api.recognition.VerifyAnswer;
import org.likeness.api.service.DecisionAnswer;
import org.likeness.app.cli.option.DetectorOptions;
import org.likeness.app.cli.option.EncoderArgument;
import org.likeness.app.cli.option.EncoderOrServer;
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
            "  likeness verify encoder.onnx --detector yunet passport.jpg street.jpg",
            "  likeness verify --server https://faces.example passport.jpg street.jpg"
        })
public final class VerifyCommand implements Callable<Integer> {
    @Mixin
    private final EncoderOrServer encoder = new EncoderOrServer();

    @Parameters(
            index = "1..*",
            arity = "0..*",
            hideParamSyntax = true,
            paramLabel = "A B",
            description = "Two pictures.")
    private final List<String> named = new ArrayList<>();

    @Mixin
    private final EncoderArgument.ThresholdOptions threshold = new EncoderArgument.ThresholdOptions();

    @Mixin
    private final DetectorOptions detector = new DetectorOptions();

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        List<String> pictures = encoder.arguments(named, "A B", 2, 2);
        Path first = Path.of(pictures.get(0));
        Path second = Path.of(pictures.get(1));
        Optional<RecognitionClient> client = encoder.client();
        if (client.isEmpty()) {
            VerifyAnswer answer = verify(first, second);
            output.answer(VerdictText.of(answer), answer);
        } else {
            verify(client.get(), first, second);
        }
        return 0;
    }

    private VerifyAnswer verify(Path first, Path second) {
        try (FaceRecognizer recognizer = encoder.load();
                FaceAcquirer acquirer =
                        detector.acquirer(encoder.file(), recognizer.encoder().spec(), output::note)) {
            PairThreshold limit = threshold.ofPair(recognizer);
            List<Acquisition> faces = List.of(face(first, acquirer), face(second, acquirer));
            FaceRecognizer.Verdict verdict =
                    recognizer.verify(taken(first, faces.get(0)), taken(second, faces.get(1)), limit.distance());
            return Faces.verified(
                    recognizer.encoder().space(),
                    Faces.used(first.toString(), faces.get(0)),
                    Faces.used(second.toString(), faces.get(1)),
                    verdict.distance(),
                    limit);
        }
    }

    private Acquisition face(Path picture, FaceAcquirer acquirer) {
        return FaceSelection.of(picture, acquirer, detector.one(), output::note);
    }

    private static PictureSource taken(Path picture, Acquisition face) {
        return PictureSource.of(picture.toString(), face.taken().orElseThrow());
    }

    private void verify(RecognitionClient client, Path first, Path second) {
        VerifyOptions options = detector.onServer(encoder.server())
                .map(threshold.verifyOptions()::faces)
                .orElseGet(threshold::verifyOptions);
        VerificationResult<VerifyAnswer> result =
                client.verify(Picture.of(first.toString(), first), Picture.of(second.toString(), second), options);
        result.details()
                .ifPresent(answer -> Stream.of(answer.first(), answer.second())
                        .flatMap(used -> FaceSelection.note(used, detector.one()).stream())
                        .forEach(output::note));
        output.answer(
                result.details().map(VerdictText::of).orElseGet(() -> VerdictText.ofPair(result.decision())),
                result.details().<Answer>map(answer -> answer).orElseGet(() -> new DecisionAnswer(result.decision())));
    }
}

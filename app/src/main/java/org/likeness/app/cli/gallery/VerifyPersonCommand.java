package org.likeness.app.cli.gallery;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.likeness.api.Answer;
import org.likeness.api.client.GalleryClient;
import org.likeness.api.client.Picture;
import org.likeness.api.client.RecognitionClient;
import org.likeness.api.client.VerificationResult;
import org.likeness.api.client.VerifyOptions;
import org.likeness.api.gallery.EnrolledPerson;
import org.likeness.api.recognition.VerifyPersonAnswer;
import org.likeness.api.service.DecisionAnswer;
import org.likeness.app.cli.option.DetectorOptions;
import org.likeness.app.cli.option.EncoderArgument;
import org.likeness.app.cli.option.EncoderOrServer;
import org.likeness.app.cli.option.FaceSelection;
import org.likeness.app.cli.text.Output;
import org.likeness.app.cli.text.VerdictText;
import org.likeness.core.LikenessException;
import org.likeness.core.acquisition.Acquisition;
import org.likeness.core.acquisition.FaceAcquirer;
import org.likeness.core.embedding.Embedding;
import org.likeness.gallery.Gallery;
import org.likeness.gallery.Neighbor;
import org.likeness.gallery.PersonId;
import org.likeness.recognition.FaceRecognizer;
import org.likeness.recognition.PairThreshold;
import org.likeness.server.answer.Faces;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Verify whether a picture shows an enrolled person: the nearest of the person's faces decides.",
            "With more faces of the person, others are accepted more often: the rates of a threshold are those of one face."
        },
        footer = {
            "",
            "Examples:",
            "  likeness people verify encoder.onnx --gallery staff.db Ann door.jpg",
            "  likeness people verify encoder.onnx --gallery staff.db --fmr 0.001 --detector yunet '#17' street.jpg",
            "  likeness people verify --server https://faces.example --gallery staff Ann door.jpg"
        })
final class VerifyPersonCommand implements Callable<Integer> {
    @Mixin
    private final EncoderOrServer encoder = new EncoderOrServer();

    @Mixin
    private final GalleryOption gallery = new GalleryOption();

    @Parameters(
            index = "1..*",
            arity = "0..*",
            hideParamSyntax = true,
            paramLabel = "PERSON PICTURE",
            description = "Id, external id, or name; and a picture that is said to show the person.")
    private final List<String> named = new ArrayList<>();

    @Mixin
    private final EncoderArgument.ThresholdOptions threshold = new EncoderArgument.ThresholdOptions();

    @Mixin
    private final DetectorOptions detector = new DetectorOptions();

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        List<String> words = encoder.arguments(named, "PERSON PICTURE", 2, 2);
        Path picture = Path.of(words.get(1));
        Optional<RecognitionClient> client = encoder.client();
        if (client.isEmpty()) {
            VerifyPersonAnswer answer = verify(words.get(0), picture);
            output.answer(VerdictText.of(answer), answer);
        } else {
            verify(gallery.onServer(client.get()), words.get(0), picture);
        }
        return 0;
    }

    private VerifyPersonAnswer verify(String person, Path picture) {
        try (FaceRecognizer recognizer = encoder.load();
                FaceAcquirer acquirer =
                        detector.acquirer(encoder.file(), recognizer.encoder().spec(), output::note);
                Gallery opened =
                        OpenedGallery.of(gallery::openExisting, recognizer.encoder(), detector, output::note)) {
            PairThreshold limit = threshold.ofPair(recognizer);
            EnrolledPerson claimed = NamedPerson.of(PeopleLookup.of(opened), person);
            Acquisition face = FaceSelection.of(picture, acquirer, detector.one(), output::note);
            Embedding probe = recognizer
                    .encoder()
                    .embed(List.of(face.taken().orElseThrow()))
                    .get(0);
            Neighbor nearest = Neighbor.of(
                            opened,
                            opened.person(new PersonId(claimed.personId())).orElseThrow(),
                            probe)
                    .orElseThrow(() -> faceless(claimed));
            return Faces.verified(gallery.name(), Faces.used(picture.toString(), face), nearest, limit);
        }
    }

    private LikenessException faceless(EnrolledPerson claimed) {
        return LikenessException.notFound(String.format(
                Locale.ROOT,
                "%s has no face of %s, %s, in this encoder's space: enroll a picture",
                gallery.name(),
                claimed.person(),
                new PersonId(claimed.personId())));
    }

    private void verify(GalleryClient served, String person, Path picture) {
        VerifyOptions options = detector.onServer(encoder.server())
                .map(threshold.verifyOptions()::faces)
                .orElseGet(threshold::verifyOptions);
        PersonId claimed = PersonId.parse(person) // a key that may only verify cannot look for names
                .orElseGet(() -> new PersonId(
                        NamedPerson.of(PeopleLookup.of(served), person).personId()));
        VerificationResult<VerifyPersonAnswer> result =
                served.person(claimed.value()).verify(Picture.of(picture.toString(), picture), options);
        result.details()
                .flatMap(answer -> FaceSelection.note(answer.used(), detector.one()))
                .ifPresent(output::note);
        output.answer(
                result.details()
                        .map(VerdictText::of)
                        .orElseGet(() -> VerdictText.ofPerson(result.decision()) + " " + person),
                result.details().<Answer>map(answer -> answer).orElseGet(() -> new DecisionAnswer(result.decision())));
    }
}

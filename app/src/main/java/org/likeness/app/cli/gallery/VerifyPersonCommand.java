package org.likeness.app.cli.gallery;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.likeness.app.cli.option.DetectorOptions;
import org.likeness.app.cli.option.EncoderArgument;
import org.likeness.app.cli.option.FaceSelection;
import org.likeness.app.cli.text.Output;
import org.likeness.app.cli.text.VerdictText;
import org.likeness.core.LikenessException;
import org.likeness.core.acquisition.Acquisition;
import org.likeness.core.acquisition.FaceAcquirer;
import org.likeness.core.embedding.Embedding;
import org.likeness.gallery.Gallery;
import org.likeness.gallery.Neighbor;
import org.likeness.gallery.Person;
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
            "  likeness people verify encoder.onnx --gallery staff.db --fmr 0.001 --detector yunet '#17' street.jpg"
        })
final class VerifyPersonCommand implements Callable<Integer> {
    @Mixin
    private final EncoderArgument encoder = new EncoderArgument();

    @Mixin
    private final GalleryOption gallery = new GalleryOption();

    @Parameters(index = "1", paramLabel = "PERSON", description = "Id, external id, or name.")
    @SuppressWarnings("NullAway.Init") // required
    private String person;

    @Parameters(index = "2", paramLabel = "PICTURE", description = "A picture that is said to show the person.")
    @SuppressWarnings("NullAway.Init") // required
    private Path picture;

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
                        detector.acquirer(encoder.file(), recognizer.encoder().spec(), output::note);
                Gallery opened =
                        OpenedGallery.of(gallery::openExisting, recognizer.encoder(), detector, output::note)) {
            PairThreshold limit = threshold.ofPair(recognizer);
            Person claimed = NamedPerson.of(opened, person);
            Acquisition face = FaceSelection.of(picture, acquirer, detector.one(), output::note);
            Embedding probe = recognizer
                    .encoder()
                    .embed(List.of(face.taken().orElseThrow()))
                    .get(0);
            Neighbor nearest = Neighbor.of(opened, claimed, probe).orElseThrow(() -> faceless(claimed));
            output.answer(
                    String.format(
                            Locale.ROOT,
                            "%s %s, %s, face %s: %s",
                            limit.matches(nearest.distance()) ? "this is" : "this is not",
                            claimed.name(),
                            claimed.id(),
                            nearest.face().id(),
                            VerdictText.of(nearest.distance(), limit)),
                    Faces.verified(gallery.name(), Faces.used(picture.toString(), face), nearest, limit));
        }
        return 0;
    }

    private LikenessException faceless(Person claimed) {
        return LikenessException.notFound(String.format(
                Locale.ROOT,
                "%s has no face of %s, %s, in this encoder's space: enroll a picture",
                gallery.name(),
                claimed.name(),
                claimed.id()));
    }
}

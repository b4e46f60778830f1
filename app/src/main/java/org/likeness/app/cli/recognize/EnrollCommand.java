package org.likeness.app.cli.recognize;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.likeness.api.recognition.EnrollAnswer;
import org.likeness.app.cli.option.DetectorOptions;
import org.likeness.app.cli.option.EncoderArgument;
import org.likeness.app.cli.option.PictureArguments;
import org.likeness.app.cli.option.PictureFolders;
import org.likeness.app.cli.text.Output;
import org.likeness.app.cli.text.Progress;
import org.likeness.app.wire.Faces;
import org.likeness.core.LikenessException;
import org.likeness.core.acquisition.Acquisition;
import org.likeness.core.acquisition.Acquisition.FailedToAcquire;
import org.likeness.core.acquisition.FaceAcquirer;
import org.likeness.core.acquisition.FaceChoice;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.gallery.Gallery;
import org.likeness.core.gallery.PersonId;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.codec.ImageDecoder;
import org.likeness.core.image.codec.UnreadablePictureException;
import org.likeness.recognition.FaceRecognizer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "enroll",
        mixinStandardHelpOptions = true,
        description = {
            "Enroll a person with one picture or more; one is enough.",
            "A picture with several faces is skipped, unless --faces is given."
        },
        footer = {
            "",
            "Examples:",
            "  likeness enroll encoder.onnx --gallery staff.db ann ann.jpg",
            "  likeness enroll encoder.onnx --gallery staff.db --folder staff/   (staff/ann/1.jpg, staff/bo/1.jpg, …)"
        })
public final class EnrollCommand implements Callable<Integer> {
    @Mixin
    private final EncoderArgument encoder = new EncoderArgument();

    @Option(names = "--gallery", required = true, paramLabel = "FILE", description = "Created if it does not exist.")
    @SuppressWarnings("NullAway.Init") // required
    private Path gallery;

    @Option(names = "--folder", paramLabel = "DIR", description = "Enroll all people: one folder per person.")
    private @Nullable Path folder;

    @Parameters(index = "1", arity = "0..1", paramLabel = "PERSON", description = "The name to enroll under.")
    private @Nullable String person;

    @Parameters(
            index = "2..*",
            arity = "0..*",
            paramLabel = "PICTURES",
            description = "Of that person: files; a folder stands for all pictures in it.")
    private final List<Path> pictures = new ArrayList<>();

    @Mixin
    private final DetectorOptions detector = new DetectorOptions();

    @Mixin
    private final PictureFolders reader = new PictureFolders();

    @Mixin
    private final Output output = new Output();

    /** A picture, and whose it is. */
    private record Candidate(PersonId person, String picture, Supplier<FaceImage> image) {}

    @Override
    public Integer call() {
        List<Candidate> candidates = candidates();
        Skipped skipped = new Skipped(output);
        int enrolled = 0;
        try (FaceRecognizer recognizer = encoder.load();
                FaceAcquirer acquirer =
                        detector.acquirer(encoder.file(), recognizer.encoder().spec(), sought(), output::note);
                Gallery opened = OpenedGallery.of(gallery, recognizer.encoder(), detector, output::note);
                Progress progress = output.progress("enroll", candidates.size())) {
            for (Candidate candidate : candidates) {
                try {
                    Acquisition outcome =
                            meant(acquirer.acquire(candidate.image().get()));
                    Optional<FaceImage> face = skipped.face(candidate.picture(), outcome, candidates.size());
                    FaceSelection.note(candidate.picture(), outcome, sought()).ifPresent(output::note);
                    if (face.isPresent()) {
                        opened.enroll(
                                candidate.person(),
                                candidate.picture(),
                                recognizer.encoder().embed(List.of(face.get())).get(0));
                        enrolled++;
                    }
                } catch (UnreadablePictureException e) {
                    skipped.add(e, candidates.size());
                }
                progress.at(enrolled + skipped.count());
            }
            if (enrolled == 0) {
                throw LikenessException.invalid(String.format(
                        Locale.ROOT,
                        "no usable face was found in %d pictures: no one was enrolled",
                        candidates.size()));
            }
            int people = opened.people().size();
            output.answer(
                    String.format(
                            Locale.ROOT,
                            "enrolled %,d pictures; %s now contains %,d people",
                            enrolled,
                            gallery,
                            people),
                    new EnrollAnswer(gallery.toString(), enrolled, people, Faces.failures(skipped.reasons())));
        }
        return 0;
    }

    /** Without a choice, all faces are detected, because enrolling another person's face would go unnoticed. */
    private FaceChoice sought() {
        return detector.isChosen() ? detector.one() : FaceChoice.ALL;
    }

    private static Acquisition meant(List<Acquisition> faces) {
        return faces.size() == 1 ? faces.get(0) : new FailedToAcquire(FaceSelection.refusal(faces));
    }

    private List<Candidate> candidates() {
        List<Candidate> candidates = new ArrayList<>();
        if (folder != null && person == null) {
            FaceDataset data = reader.read(folder, output);
            for (Identity identity : data.identities()) {
                PersonId id = new PersonId(identity.name());
                for (Picture picture : identity.pictures()) {
                    candidates.add(new Candidate(id, picture.name(), picture::decode));
                }
            }
        } else if (folder == null && person != null && !pictures.isEmpty()) {
            PersonId id = new PersonId(person);
            for (Path picture : PictureArguments.files(pictures, output)) {
                candidates.add(new Candidate(id, picture.toString(), () -> ImageDecoder.decode(picture)));
            }
        } else {
            throw LikenessException.invalid("give a PERSON and PICTURES, or --folder DIR with one folder per person");
        }
        return candidates;
    }
}

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
import org.likeness.app.cli.gallery.GalleryOption;
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
import org.likeness.core.embedding.Embedding;
import org.likeness.core.file.Sha256;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.codec.ImageDecoder;
import org.likeness.core.image.codec.UnreadablePictureException;
import org.likeness.gallery.Gallery;
import org.likeness.gallery.NewFace;
import org.likeness.gallery.PersonDetails;
import org.likeness.gallery.PersonId;
import org.likeness.gallery.review.EnrollmentReview;
import org.likeness.gallery.review.Refusal;
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

    @Mixin
    private final GalleryOption gallery = new GalleryOption();

    @Option(names = "--new", description = "A new person, although the gallery has one of that name.")
    private boolean another;

    @Option(
            names = "--review",
            paramLabel = "off|standard|strict",
            description = {
                "standard: refuse faces that are small, blurred, dark, bright, turned away or doubtful, and warn of likely duplicates;",
                "strict: also faces nearer to another person than to their own (default: off)."
            })
    private EnrollmentReview.Level review = EnrollmentReview.Level.OFF;

    @Option(names = "--keep-crops", description = "Keep the aligned faces in the gallery, to embed them anew later.")
    private boolean keepCrops;

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
    private record Candidate(String person, String picture, Supplier<FaceImage> image, Supplier<String> sha256) {}

    @Override
    public Integer call() {
        List<Candidate> candidates = candidates();
        Skipped skipped = new Skipped(output);
        List<EnrollAnswer.RefusedPicture> refused = new ArrayList<>();
        int enrolled = 0;
        int known = 0;
        try (FaceRecognizer recognizer = encoder.load();
                FaceAcquirer acquirer =
                        detector.acquirer(encoder.file(), recognizer.encoder().spec(), sought(), output::note);
                Gallery opened = OpenedGallery.of(gallery::open, recognizer.encoder(), detector, output::note);
                Progress progress = output.progress("enroll", candidates.size())) {
            EnrolledPeople people = new EnrolledPeople(opened, another);
            EnrollmentReview reviewer = new EnrollmentReview(review, opened);
            for (Candidate candidate : candidates) {
                try {
                    String hash = candidate.sha256().get();
                    if (people.hasFaceOf(candidate.person(), hash)) {
                        known++;
                    } else {
                        List<Acquisition> faces =
                                acquirer.acquire(candidate.image().get());
                        Optional<Refusal> refusal = reviewer.quality(faces);
                        Acquisition outcome = refusal.<Acquisition>map(found -> new FailedToAcquire(found.detail()))
                                .orElseGet(() -> meant(faces));
                        Optional<FaceImage> face = skipped.face(candidate.picture(), outcome, candidates.size());
                        FaceSelection.note(candidate.picture(), outcome, sought())
                                .ifPresent(output::note);
                        if (face.isPresent()) {
                            Embedding embedding = recognizer
                                    .encoder()
                                    .embed(List.of(face.get()))
                                    .get(0);
                            Optional<PersonId> whose = people.find(candidate.person());
                            refusal = reviewer.identity(whose, embedding);
                            if (refusal.isPresent()) {
                                skipped.add(candidate.picture(), refusal.get().detail(), candidates.size());
                            } else {
                                if (whose.isEmpty()) {
                                    warnOfDuplicate(candidate, reviewer, recognizer, embedding);
                                }
                                people.enroll(
                                        candidate.person(),
                                        described(
                                                NewFace.of(embedding, candidate.picture()), outcome, face.get(), hash));
                                enrolled++;
                            }
                        }
                        refusal.ifPresent(found -> refused.add(new EnrollAnswer.RefusedPicture(
                                candidate.picture(), found.reason().word(), found.detail())));
                    }
                } catch (UnreadablePictureException e) {
                    skipped.add(e, candidates.size());
                }
                progress.at(enrolled + known + skipped.count());
            }
            if (enrolled + known == 0) {
                throw LikenessException.invalid(String.format(
                        Locale.ROOT,
                        "no usable face was found in %d pictures: no one was enrolled",
                        candidates.size()));
            }
            int count = Math.toIntExact(opened.stats().people());
            output.answer(
                    String.format(
                            Locale.ROOT,
                            "enrolled %,d pictures%s; %s now contains %,d people",
                            enrolled,
                            known == 0 ? "" : String.format(Locale.ROOT, ", %,d were enrolled already", known),
                            gallery,
                            count),
                    new EnrollAnswer(
                            gallery.name(), enrolled, known, count, Faces.failures(skipped.reasons()), refused));
        }
        return 0;
    }

    private void warnOfDuplicate(
            Candidate candidate, EnrollmentReview reviewer, FaceRecognizer recognizer, Embedding embedding) {
        if (recognizer.encoder().spec().calibration().isPresent()) {
            reviewer.likelyDuplicate(embedding, recognizer.thresholds().ofHighestAccuracy())
                    .ifPresent(near -> output.note(String.format(
                            Locale.ROOT,
                            "%s: \"%s\" may be %s, at distance %.4f",
                            candidate.picture(),
                            candidate.person(),
                            near.person(),
                            near.distance())));
        }
    }

    private static String hash(Path picture) {
        return Sha256.of(ImageDecoder.read(picture));
    }

    private NewFace described(NewFace embedded, Acquisition outcome, FaceImage face, String hash) {
        NewFace described = embedded.withSha256(hash);
        if (outcome instanceof Acquisition.Acquired acquired) {
            described = described.withQuality(acquired.quality());
        }
        return keepCrops ? described.withCrop(face) : described;
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
                for (Picture picture : identity.pictures()) {
                    candidates.add(new Candidate(
                            identity.name(), picture.name(), picture::decode, () -> Sha256.of(picture.content())));
                }
            }
        } else if (folder == null && person != null && !pictures.isEmpty()) {
            if (PersonId.parse(person).isEmpty()) {
                PersonDetails.named(person); // refused before any picture is read
            }
            for (Path picture : PictureArguments.files(pictures, output)) {
                candidates.add(new Candidate(
                        person, picture.toString(), () -> ImageDecoder.decode(picture), () -> hash(picture)));
            }
        } else {
            throw LikenessException.invalid("give a PERSON and PICTURES, or --folder DIR with one folder per person");
        }
        return candidates;
    }
}

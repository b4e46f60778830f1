package org.likeness.app.cli.recognize;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.likeness.api.client.EnrollOptions;
import org.likeness.api.client.GalleryClient;
import org.likeness.api.client.RecognitionClient;
import org.likeness.api.recognition.EnrollAnswer;
import org.likeness.app.cli.gallery.GalleryOption;
import org.likeness.app.cli.gallery.OpenedGallery;
import org.likeness.app.cli.option.DetectorOptions;
import org.likeness.app.cli.option.EncoderOrServer;
import org.likeness.app.cli.option.FaceSetReader;
import org.likeness.app.cli.option.PictureArguments;
import org.likeness.app.cli.text.Output;
import org.likeness.app.cli.text.Progress;
import org.likeness.core.LikenessException;
import org.likeness.core.acquisition.FaceAcquirer;
import org.likeness.core.acquisition.FaceChoice;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.image.codec.ImageDecoder;
import org.likeness.gallery.Gallery;
import org.likeness.gallery.PersonDetails;
import org.likeness.gallery.PersonId;
import org.likeness.gallery.review.EnrollmentReview;
import org.likeness.recognition.FaceRecognizer;
import org.likeness.server.answer.Faces;
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
            "  likeness enroll encoder.onnx --gallery staff.db --folder staff/   (staff/ann/1.jpg, staff/bo/1.jpg, …)",
            "  likeness enroll encoder.onnx --gallery party.db --detector yunet --clusters groups/clusters.csv",
            "  likeness enroll --server https://faces.example --gallery staff ann ann.jpg"
        })
public final class EnrollCommand implements Callable<Integer> {
    @Mixin
    private final EncoderOrServer encoder = new EncoderOrServer();

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

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description = "Enroll a table's pictures: columns picture, name, and optionally external_id and metadata.")
    private @Nullable Path table;

    @Option(
            names = "--clusters",
            paramLabel = "FILE",
            description = "Enroll the groups of likeness cluster to which names were given in its table.")
    private @Nullable Path clusters;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            hideParamSyntax = true,
            paramLabel = "[PERSON PICTURES...]",
            description = {
                "The name to enroll under, and pictures of that person: files; a folder stands for all pictures in it."
            })
    private final List<String> named = new ArrayList<>();

    @Mixin
    private final DetectorOptions detector = new DetectorOptions();

    @Mixin
    private final FaceSetReader reader = new FaceSetReader();

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        Optional<RecognitionClient> client = encoder.client();
        List<EnrollmentCandidate> given = candidates(); // mistakes are told before anything is loaded
        EnrollAnswer answer = client.isPresent() ? onServer(client.get(), given) : here(given);
        output.answer(
                String.format(
                        Locale.ROOT,
                        "enrolled %,d pictures%s; %s now contains %,d people",
                        answer.enrolledCount(),
                        answer.knownCount() == 0
                                ? ""
                                : String.format(Locale.ROOT, ", %,d were enrolled already", answer.knownCount()),
                        gallery,
                        answer.peopleCount()),
                answer);
        return 0;
    }

    private EnrollAnswer here(List<EnrollmentCandidate> given) {
        try (FaceRecognizer recognizer = encoder.load();
                FaceAcquirer acquirer =
                        detector.acquirer(encoder.file(), recognizer.encoder().spec(), sought(), output::note);
                Gallery opened = OpenedGallery.of(gallery::open, recognizer.encoder(), detector, output::note)) {
            List<EnrollmentCandidate> candidates = clusters == null
                    ? given
                    : listed(EnrollmentLists.clusters(
                            clusters, recognizer.encoder().space().sha256()));
            EnrollmentRun run = new EnrollmentRun(
                    new EnrollmentRun.Tools(recognizer, acquirer, opened, output),
                    new EnrollmentRun.Settings(review, another, keepCrops, sought()),
                    candidates.size());
            enroll(candidates, run::enroll, run::done);
            requireFaces(run.enrolled() + run.known(), candidates);
            return new EnrollAnswer(
                    gallery.name(),
                    run.enrolled(),
                    run.known(),
                    Math.toIntExact(opened.stats().people()),
                    Faces.failures(run.skipped().reasons()),
                    run.refused());
        }
    }

    private void enroll(
            List<EnrollmentCandidate> candidates, Consumer<EnrollmentCandidate> enrolling, IntSupplier done) {
        try (Progress progress = output.progress("enroll", candidates.size())) {
            for (EnrollmentCandidate candidate : candidates) {
                enrolling.accept(candidate);
                progress.at(done.getAsInt());
            }
        }
    }

    private static void requireFaces(int count, List<EnrollmentCandidate> candidates) {
        if (count == 0) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT, "no usable face was found in %d pictures: no one was enrolled", candidates.size()));
        }
    }

    private EnrollAnswer onServer(RecognitionClient client, List<EnrollmentCandidate> candidates) {
        encoder.server().requireNone("--clusters", clusters != null);
        EnrollOptions options = EnrollOptions.USUAL.review(EnrollOptions.Review.valueOf(review.name()));
        options = keepCrops ? options.keepCrops() : options;
        options = detector.onServer(encoder.server()).map(options::faces).orElse(options);
        GalleryClient served = gallery.onServer(client);
        ServedEnrollment run =
                new ServedEnrollment(served, options, another, new Skipped(output), output, candidates.size());
        enroll(candidates, run::enroll, run::done);
        requireFaces(run.enrolled() + run.known(), candidates);
        return run.answer();
    }

    /** Without a choice, all faces are detected, because enrolling another person's face would go unnoticed. */
    private FaceChoice sought() {
        return detector.isChosen() ? detector.one() : FaceChoice.ALL;
    }

    private List<EnrollmentCandidate> listed(List<EnrollmentLists.Entry> entries) {
        return entries.stream()
                .map(entry -> new EnrollmentCandidate(
                        entry.person().externalId().orElse(entry.person().name()),
                        Optional.of(entry.person()),
                        entry.picture().toString(),
                        () -> ImageDecoder.decode(entry.picture()),
                        () -> ImageDecoder.read(entry.picture()),
                        entry.box()))
                .toList();
    }

    private List<EnrollmentCandidate> candidates() {
        List<EnrollmentCandidate> candidates = new ArrayList<>();
        List<String> words = encoder.arguments(named, "PERSON PICTURES", 0, Integer.MAX_VALUE);
        long lists = Stream.of(folder, table, clusters).filter(Objects::nonNull).count();
        if (lists + (words.isEmpty() ? 0 : 1) != 1) {
            throw LikenessException.invalid(
                    "give a PERSON and PICTURES, or --folder DIR with one folder per person, or --csv FILE, or --clusters FILE");
        } else if (clusters != null) {
            return List.of(); // they depend on the encoder
        } else if (table != null) {
            return listed(EnrollmentLists.people(table));
        } else if (folder != null) {
            FaceDataset data = reader.read(folder, output);
            for (Identity identity : data.identities()) {
                for (Picture picture : identity.pictures()) {
                    candidates.add(new EnrollmentCandidate(
                            identity.name(),
                            Optional.empty(),
                            picture.name(),
                            picture::decode,
                            picture::content,
                            Optional.empty()));
                }
            }
        } else if (words.size() > 1) {
            String person = words.get(0);
            List<Path> pictures =
                    words.subList(1, words.size()).stream().map(Path::of).toList();
            if (PersonId.parse(person).isEmpty()) {
                PersonDetails.named(person); // refused before any picture is read
            }
            for (Path picture : PictureArguments.files(pictures, output)) {
                candidates.add(new EnrollmentCandidate(
                        person,
                        Optional.empty(),
                        picture.toString(),
                        () -> ImageDecoder.decode(picture),
                        () -> ImageDecoder.read(picture),
                        Optional.empty()));
            }
        } else {
            throw LikenessException.invalid("no PICTURES: give files or folders with pictures of the person");
        }
        return candidates;
    }
}

package org.likeness.app.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.likeness.app.report.VerificationSection.Contender;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.dataset.DecodedDataset;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.dataset.folder.FolderWriter;
import org.likeness.core.dataset.synthetic.SyntheticPeople;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.FaceEncoder;
import org.likeness.core.embedding.picture.PictureEmbeddings;
import org.likeness.core.evaluation.identification.Identification;
import org.likeness.core.evaluation.identification.OneShotTrial;
import org.likeness.core.evaluation.verification.VerificationResult;
import org.likeness.core.image.codec.ImageEncoder;
import org.likeness.gallery.NewFace;
import org.likeness.gallery.PersonDetails;
import org.likeness.gallery.store.SqliteGallery;
import org.likeness.recognition.FaceRecognizer;
import org.likeness.training.Trainer;
import org.likeness.training.event.TrainingResult;
import org.likeness.training.files.RunDirectory;

/**
 * Trains on synthetic people, verifies, enrolls and recognizes other synthetic people, and writes a report. {@link #trainer()} trains,
 * {@link #measure} does the rest.
 */
public final class Quickstart {
    /**
     * Expected rate of strangers who are identified as somebody: the threshold is that for a gallery of its size. It is chosen so that about
     * 5 % are: 100 validation people make the threshold somewhat too large ({@code docs/results/quickstart.md}).
     */
    static final double FALSE_POSITIVES = 0.035;

    private static final int FISHERFACE_PEOPLE = 300; // more people hardly make Fisherfaces better
    private static final int JUDGING = 100;
    private static final int WRITTEN = 5; // of the enrolled and of the strangers

    private final QuickstartSettings settings;
    private final SyntheticPeople people;
    private final InstantSource clock;

    /** @param clock for the time that the measurement takes */
    public Quickstart(QuickstartSettings settings, InstantSource clock) {
        this.settings = settings;
        this.people =
                new SyntheticPeople(settings.seed(), settings.recipe().network().inputSize());
        this.clock = clock;
    }

    /** Trains on the first people, into the folder of everything. */
    public Trainer trainer() {
        return Trainer.of(settings.recipe(), people.dataset(settings.people(), settings.picturesEach()))
                .into(settings.out());
    }

    /**
     * Measures the trained encoder on people whom training never saw, fills a gallery with one picture of each of half of
     * them, and writes the report.
     *
     * @param training finished
     * @param stages   receives a short description of the current work
     */
    public QuickstartResult measure(TrainingResult training, Consumer<String> stages) {
        Instant start = clock.instant();
        RunDirectory run = new RunDirectory(settings.out());
        FaceDataset unseen = people.dataset(settings.people(), settings.unseenPeople(), settings.picturesEach());
        UnseenPeople measured = UnseenPeople.of(unseen, settings.pairs(), settings.seed());
        try (FaceRecognizer recognizer = FaceRecognizer.builder(run.encoder()).build()) {
            FaceEncoder encoder = recognizer.encoder();
            stages.accept(String.format(
                    Locale.ROOT,
                    "embedding %,d pictures of %,d people not seen in training",
                    measured.pictures().size(),
                    settings.unseenPeople()));
            PictureEmbeddings embeddings = measured.seenBy(encoder);
            Contender verified = measured.verified(
                    "encoder",
                    embeddings,
                    encoder.spec().distance(),
                    recognizer.thresholds().ofHighestAccuracy(),
                    "people held back from training");
            OneShotTrial trial = measured.trial();
            double threshold = recognizer
                    .thresholds()
                    .forGallery(trial.known().size(), FALSE_POSITIVES)
                    .threshold();
            Identification.Result identified =
                    trial.run(embeddings, encoder.spec().distance(), threshold);
            stages.accept("evaluating the pixel baselines on the same pairs");
            List<Contender> baselines = baselines(measured);
            Path gallery = enroll(measured, embeddings, encoder);
            writePictures(trial);
            double seconds = Duration.between(start, clock.instant()).toMillis() / 1000.0;
            stages.accept("writing the report");
            new QuickstartReport(settings, training, recognizer, measured, embeddings)
                    .report(verified, baselines, identified, seconds)
                    .write(run.report());
            Map<String, VerificationResult> byName = new LinkedHashMap<>();
            baselines.forEach(baseline -> byName.put(baseline.name(), baseline.result()));
            return new QuickstartResult(
                    run.report(),
                    run.encoder(),
                    gallery,
                    verified.result(),
                    measured.intervals(unseen, verified, settings.seed()),
                    byName,
                    identified,
                    training.seconds(),
                    seconds);
        }
    }

    /** Some of the people trained on teach the baselines, others give their thresholds. */
    private List<Contender> baselines(UnseenPeople measured) {
        int taught = Math.min(FISHERFACE_PEOPLE, settings.people() / 2);
        int judging = Math.min(JUDGING, settings.people() - taught);
        return PixelBaselines.fit(rendered(0, taught)).judge(measured, rendered(taught, judging), settings.seed());
    }

    private FaceDataset rendered(int first, int count) {
        return DecodedDataset.of(
                people.dataset(first, count, settings.picturesEach()),
                settings.recipe().run().loaderThreads());
    }

    /** Some people's pictures as files, to try the other commands with. */
    private void writePictures(OneShotTrial trial) {
        List<Identity> some = new ArrayList<>(
                trial.known().subList(0, Math.min(WRITTEN, trial.known().size())));
        some.addAll(
                trial.strangers().subList(0, Math.min(WRITTEN, trial.strangers().size())));
        FolderWriter.write(
                new FaceDataset("people to try", some),
                settings.out().resolve(QuickstartReport.PICTURES),
                ImageEncoder.Format.PNG,
                settings.recipe().run().loaderThreads(),
                done -> {});
    }

    /** Enrolls anew, so that a gallery of an earlier encoder in the same folder is not in the way. */
    private Path enroll(UnseenPeople measured, PictureEmbeddings embeddings, FaceEncoder encoder) {
        Path file = settings.out().resolve("gallery.db");
        try {
            for (String ending : List.of("", "-wal", "-shm")) {
                Files.deleteIfExists(Path.of(file + ending));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (SqliteGallery gallery = SqliteGallery.open(file, encoder.space(), FaceExtraction.CUT_OUT)) {
            for (Identity person : measured.trial().known()) {
                Picture enrolled = UnseenPeople.enrolled(person);
                gallery.enroll(
                        PersonDetails.named(person.name()),
                        List.of(NewFace.of(
                                new Embedding(encoder.space(), UnseenPeople.embedding(embeddings, enrolled)),
                                enrolled.name())));
            }
        }
        return file;
    }
}

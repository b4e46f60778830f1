package org.likeness.app.quickstart;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.likeness.app.evaluation.FaceMap;
import org.likeness.app.report.Figures;
import org.likeness.app.report.IdentificationSection;
import org.likeness.app.report.NextStepsSection;
import org.likeness.app.report.NextStepsSection.Step;
import org.likeness.app.report.ProvenanceSection;
import org.likeness.app.report.ProvenanceSection.Fact;
import org.likeness.app.report.ProvenanceSection.Group;
import org.likeness.app.report.Report;
import org.likeness.app.report.VerificationSection;
import org.likeness.app.report.VerificationSection.Contender;
import org.likeness.app.run.LossText;
import org.likeness.app.run.RunSections;
import org.likeness.core.embedding.picture.PictureEmbeddings;
import org.likeness.core.evaluation.identification.Identification;
import org.likeness.model.EncoderModel;
import org.likeness.recognition.FaceRecognizer;
import org.likeness.training.event.TrainingResult;
import org.likeness.training.files.RunDirectory;
import org.likeness.training.files.RunHistory;
import org.likeness.training.recipe.RecipeWriter;

/** Writes the report of a quick start: method, training, results, next commands. */
final class QuickstartReport {
    /** The folder for pictures to try. */
    static final String PICTURES = "people";

    private final QuickstartSettings settings;
    private final TrainingResult training;
    private final FaceRecognizer recognizer;
    private final UnseenPeople measured;
    private final PictureEmbeddings embeddings;

    QuickstartReport(
            QuickstartSettings settings,
            TrainingResult training,
            FaceRecognizer recognizer,
            UnseenPeople measured,
            PictureEmbeddings embeddings) {
        this.settings = settings;
        this.training = training;
        this.recognizer = recognizer;
        this.measured = measured;
        this.embeddings = embeddings;
    }

    /**
     * Puts the page together.
     *
     * @param verified   the encoder on the pairs
     * @param baselines  pixels on the same pairs
     * @param identified the one-shot trial
     * @param seconds    that measuring took
     */
    Report report(Contender verified, List<Contender> baselines, Identification.Result identified, double seconds) {
        List<UnseenPeople.Stranger> strangers =
                measured.strangers(embeddings, recognizer.encoder().spec().distance());
        Report report = Report.titled("Quick start", lead());
        headlines(report, verified, baselines, identified, seconds);
        List<Contender> contenders = new ArrayList<>(List.of(verified));
        contenders.addAll(baselines);
        return report.add(account(seconds))
                .add(RunSections.curves(history()))
                .add(new VerificationSection(measured.pairs().name(), contenders))
                .add(new IdentificationSection(
                        identified,
                        String.format(
                                Locale.ROOT,
                                "people held back from training, so that %s of strangers are expected to be identified in a gallery of this size",
                                Figures.percent(Quickstart.FALSE_POSITIVES)),
                        measured.trial().strangers().size(),
                        strangers.stream()
                                .mapToDouble(UnseenPeople.Stranger::distance)
                                .toArray()))
                .add(new FaceGroups(measured.trial(), identified, strangers, settings.seed()).section())
                .add(FaceMap.of(measured.trial().known(), embeddings).orElseThrow())
                .add(nextSteps());
    }

    private String lead() {
        return String.format(
                Locale.ROOT,
                "An encoder was trained on %s synthetic people (%s) and measured on %s others, not seen in training. All faces are generated.",
                Figures.whole(settings.people()),
                LossText.of(settings.recipe()),
                Figures.whole(settings.unseenPeople()));
    }

    private void headlines(
            Report report,
            Contender verified,
            List<Contender> baselines,
            Identification.Result identified,
            double seconds) {
        var accuracy = verified.result().accuracy();
        report.headline(
                        "Verification",
                        Figures.percent(accuracy.value()),
                        String.format(
                                Locale.ROOT, "%s pairs; %s", Figures.count(accuracy), Figures.range(accuracy.pairs())))
                .headline(
                        "Recognized from one picture",
                        Figures.percent(identified.rankOne().value()),
                        String.format(
                                Locale.ROOT,
                                "%s pictures of %s people",
                                Figures.count(identified.rankOne()),
                                Figures.whole(identified.enrolled())));
        for (Contender baseline : baselines) {
            report.headline(
                    baseline.name(),
                    Figures.percent(baseline.result().accuracy().value()),
                    "on the same pairs");
        }
        report.headline("Time", Figures.time(training.seconds() + seconds), "training and measuring");
    }

    private ProvenanceSection account(double seconds) {
        EncoderModel encoder = EncoderModel.read(new RunDirectory(training.run()).encoder());
        return new ProvenanceSection(
                List.of(
                        RunSections.data(encoder),
                        RunSections.network(encoder, settings.recipe()),
                        RunSections.training(settings.recipe(), training.steps(), training.seconds(), history()),
                        new Group(
                                "Measurement",
                                List.of(
                                        new Fact("unseen people", Figures.whole(settings.unseenPeople())),
                                        new Fact(
                                                "pairs",
                                                Figures.whole(
                                                        measured.pairs().pairs().size())),
                                        new Fact(
                                                "enrolled, one picture each",
                                                Figures.whole(
                                                        measured.trial().known().size())),
                                        new Fact(
                                                "strangers",
                                                Figures.whole(measured.trial()
                                                        .strangers()
                                                        .size())),
                                        new Fact("time", Figures.time(seconds))))),
                Optional.of(RecipeWriter.yaml(settings.recipe())));
    }

    private RunHistory history() {
        return RunHistory.read(new RunDirectory(training.run()));
    }

    private NextStepsSection nextSteps() {
        Path encoder = new RunDirectory(settings.out()).encoder();
        Path gallery = settings.out().resolve("gallery.db");
        String known = measured.trial().known().get(0).name();
        String stranger = measured.trial().strangers().get(0).name();
        return new NextStepsSection(List.of(
                new Step(
                        "Identify an enrolled person and a stranger",
                        String.format(
                                Locale.ROOT,
                                "./likeness identify %s --gallery %s %s %s",
                                encoder,
                                gallery,
                                picture(known, 1),
                                picture(stranger, 1))),
                new Step(
                        "One person or two?",
                        String.format(
                                Locale.ROOT,
                                "./likeness verify %s %s %s",
                                encoder,
                                picture(known, 0),
                                picture(known, 1))),
                new Step(
                        "See who is enrolled",
                        String.format(Locale.ROOT, "./likeness gallery list --gallery %s", gallery)),
                new Step(
                        "Train on your own pictures, one folder per person",
                        "./likeness train --data photos/ --out runs/mine"),
                new Step(
                        "Evaluate it on people not seen in training",
                        "./likeness evaluate runs/mine/encoder.onnx --data other-people/")));
    }

    private Path picture(String person, int number) {
        return settings.out().resolve(PICTURES).resolve(person).resolve(String.format(Locale.ROOT, "%02d.png", number));
    }
}

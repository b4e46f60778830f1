package org.likeness.app.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.likeness.app.report.Figures;
import org.likeness.app.report.NextStepsSection;
import org.likeness.app.report.NextStepsSection.Step;
import org.likeness.app.report.ProvenanceSection;
import org.likeness.app.report.Report;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.model.EncoderModel;
import org.likeness.training.event.EvaluationMetrics;
import org.likeness.training.event.GuardMetrics;
import org.likeness.training.event.TrainingStart;
import org.likeness.training.files.RunDirectory;
import org.likeness.training.files.RunHistory;
import org.likeness.training.recipe.RecipeWriter;

/**
 * The page of a training run: settings, diagnoses, curves. Accuracy is measured by an evaluation, not here. A run that ended without an
 * encoder has a page, too.
 */
public final class RunReport {
    private final TrainingStart start;
    private final RunDirectory run;
    private final RunHistory history;
    private final Optional<EncoderModel> encoder;
    private final Supplier<FaceDataset> people;

    private RunReport(TrainingStart start, Supplier<FaceDataset> people) {
        this.start = start;
        this.people = people;
        this.run = new RunDirectory(start.run());
        this.history = RunHistory.read(run);
        this.encoder = Optional.of(run.encoder()).filter(Files::exists).map(EncoderModel::read);
    }

    /**
     * Writes {@code report.html} into the run's folder.
     *
     * @param start   of the run
     * @param people  gives those that it was given; asked only if labels are in doubt
     * @param steps   that were taken
     * @param seconds that they took, including those of earlier parts of a resumed run
     * @return the page
     * @throws org.likeness.core.LikenessException if the run's folder cannot be read, or the page cannot be written
     */
    public static Path write(TrainingStart start, Supplier<FaceDataset> people, long steps, double seconds) {
        RunReport page = new RunReport(start, people);
        return page.write(page.lead(), steps, seconds);
    }

    /**
     * The same for a run that ended before its last step, as no further one could have brought it back.
     *
     * @param start  of the run
     * @param people gives those that it was given; asked only if labels are in doubt
     */
    public static Path writeHopeless(TrainingStart start, Supplier<FaceDataset> people) {
        RunReport page = new RunReport(start, people);
        Optional<RunHistory.Mean> last =
                page.history.steps().stream().max(Comparator.comparingLong(RunHistory.Mean::step));
        return page.write(
                "This run was stopped, because further steps could not recover it: see the diagnoses.",
                last.map(RunHistory.Mean::step).orElse(0L),
                last.map(RunHistory.Mean::seconds).orElse(0.0));
    }

    private String lead() {
        String taught = LossText.of(start.recipe());
        return encoder.isPresent()
                ? String.format(Locale.ROOT, "An encoder was trained on %s (%s).", start.data(), taught)
                : String.format(Locale.ROOT, "Training on %s (%s) gave no encoder.", start.data(), taught);
    }

    private Path write(String lead, long steps, double seconds) {
        Report report = Report.titled("Training run", lead);
        history.best().ifPresent(metrics -> headlines(report, metrics));
        report.headline("Time", Figures.time(seconds), Figures.whole(steps) + " steps")
                .add(new ProvenanceSection(
                        List.of(
                                encoder.map(RunSections::data).orElseGet(() -> RunSections.data(start)),
                                encoder.map(learned -> RunSections.network(learned, start.recipe()))
                                        .orElseGet(() -> RunSections.network(start)),
                                RunSections.training(start.recipe(), steps, seconds, history)),
                        Optional.of(RecipeWriter.yaml(start.recipe()))))
                .add(RunSections.monitor(history));
        if (!history.steps().isEmpty()) {
            report.add(RunSections.curves(history));
        }
        DoubtfulLabels.section(run, people).ifPresent(report::add);
        List<Step> next = next();
        if (!next.isEmpty()) {
            report.add(new NextStepsSection(next));
        }
        report.write(run.report());
        return run.report();
    }

    private List<Step> next() {
        List<Step> steps = new ArrayList<>();
        if (encoder.isPresent()) {
            steps.add(new Step(
                    "Evaluate it on people not seen in training",
                    String.format(Locale.ROOT, "./likeness evaluate %s --data other-people/", run.encoder())));
            steps.add(new Step(
                    "Enroll a person with one picture",
                    String.format(Locale.ROOT, "./likeness enroll %s --gallery staff.db Ann ann.jpg", run.encoder())));
        }
        return steps;
    }

    private static void headlines(Report report, EvaluationMetrics best) {
        report.headline(
                        "Held-back accuracy",
                        Figures.percent(best.accuracy()),
                        String.format(
                                Locale.ROOT,
                                "%s pairs, at their best threshold: it selected the step and is not a result",
                                Figures.whole(best.pairs())))
                .headline(
                        "Held-back AUC",
                        String.format(Locale.ROOT, "%.4f", best.auc()),
                        "best at step " + Figures.whole(best.step()));
        best.guard().ifPresent(guard -> guardHeadline(report, guard));
    }

    private static void guardHeadline(Report report, GuardMetrics guard) {
        report.headline(
                "Guard AUC",
                String.format(Locale.ROOT, "%.4f", guard.auc()),
                String.format(
                        Locale.ROOT,
                        "%+.4f [%+.4f to %+.4f] beside the initial encoder, %s pairs of %s%s",
                        guard.gain(),
                        guard.lower(),
                        guard.upper(),
                        Figures.whole(guard.pairs()),
                        guard.people(),
                        guard.loses() ? ": a loss" : ""));
    }
}

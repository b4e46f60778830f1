package org.likeness.app.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.likeness.app.report.AccountSection;
import org.likeness.app.report.Figures;
import org.likeness.app.report.NextStepsSection;
import org.likeness.app.report.NextStepsSection.Step;
import org.likeness.app.report.Report;
import org.likeness.core.recipe.RecipeWriter;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.model.EncoderModel;
import org.likeness.training.EvaluationMetrics;
import org.likeness.training.RunDirectory;
import org.likeness.training.TrainingResult;
import org.likeness.training.metrics.RunHistory;

/** The page of one training: what was done, and how it was learnt. How well it works is for an evaluation to say. */
public final class RunReport {
    private RunReport() {}

    /**
     * Writes {@code report.html} into the run's folder.
     *
     * @param result of a run that has an encoder
     * @return the page
     * @throws org.likeness.core.UserException if it cannot be written
     */
    public static Path write(TrainingRecipe recipe, TrainingResult result) {
        RunDirectory run = new RunDirectory(result.run());
        EncoderModel encoder = EncoderModel.read(run.encoder());
        RunHistory history = RunHistory.read(run);
        Report report = Report.titled("Training run", lead(encoder));
        result.best().ifPresent(best -> headlines(report, best));
        report.headline("Time", Figures.time(result.seconds()), Figures.whole(result.steps()) + " steps")
                .add(new AccountSection(
                        List.of(
                                RunSections.data(encoder),
                                RunSections.network(encoder, recipe),
                                RunSections.training(recipe, result, history)),
                        Optional.of(RecipeWriter.yaml(recipe))))
                .add(RunSections.curves(history))
                .add(new NextStepsSection(List.of(
                        new Step(
                                "Measure it on people it has not seen",
                                "./likeness evaluate %s --data other-people/".formatted(run.encoder())),
                        new Step(
                                "Enrol somebody with one picture",
                                "./likeness enroll %s --gallery staff.db Ann ann.jpg".formatted(run.encoder())))));
        report.write(run.report());
        return run.report();
    }

    private static String lead(EncoderModel encoder) {
        return "An encoder was trained with the triplet loss on %s."
                .formatted(encoder.spec().provenance().getOrDefault("data", "pictures"));
    }

    private static void headlines(Report report, EvaluationMetrics best) {
        report.headline(
                        "Held-back accuracy",
                        Figures.percent(best.accuracy()),
                        "%s pairs, at the threshold that suits them best: it selected the step and is no result"
                                .formatted(Figures.whole(best.pairs())))
                .headline(
                        "Held-back AUC",
                        String.format(Locale.ROOT, "%.4f", best.auc()),
                        "best at step " + Figures.whole(best.step()));
    }
}

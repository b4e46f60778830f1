package org.likeness.app.cli.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.likeness.api.training.ExperimentAnswer;
import org.likeness.app.cli.option.DataOptions;
import org.likeness.app.cli.signal.Interruption;
import org.likeness.app.cli.text.Output;
import org.likeness.app.experiment.Experiment;
import org.likeness.app.experiment.ExperimentPage;
import org.likeness.app.experiment.ExperimentQueue;
import org.likeness.app.experiment.ExperimentResult;
import org.likeness.app.experiment.ExperimentTable;
import org.likeness.app.report.FigureFiles;
import org.likeness.app.report.Report;
import org.likeness.app.wire.TrainingAnswers;
import org.likeness.core.file.AtomicFile;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.training.event.Diagnosis;
import org.likeness.training.event.EvaluationMetrics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "experiment",
        mixinStandardHelpOptions = true,
        description = {
            "Train with several recipes and seeds, and compare the encoders on people that no run has seen.",
            "Ctrl-C saves; the same command continues. Completed runs are kept."
        },
        footer = {
            "",
            "Example:",
            "  likeness experiment experiments/lfw-ingredients.yaml --data lfw/images --people lfw/peopleDevTrain.txt --out runs/ingredients"
        })
public final class ExperimentCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "FILE",
            description = "The experiment: docs/formats/experiment.md. A name stands for experiments/NAME.yaml.")
    @SuppressWarnings("NullAway.Init") // required
    private Path file;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "A setting for all variants, as in the command train; settings of a variant take precedence. May be repeated.")
    private List<String> settings = new ArrayList<>();

    @Mixin
    private final DataOptions data = new DataOptions();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for the runs and the table.")
    @SuppressWarnings("NullAway.Init") // required
    private Path out;

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        Experiment experiment = Experiment.read(named(), settings);
        ExperimentQueue queue = new ExperimentQueue(experiment, data.dataset(output), out);
        int runs = experiment.seeds().size() * experiment.variants().size();
        try (Interruption interruption = new Interruption(queue::requestStop)) {
            List<ExperimentResult> results = queue.run(new Notes());
            boolean finished = results.size() == runs;
            String table = new ExperimentTable(results).markdown();
            String text = String.format(
                    Locale.ROOT,
                    "%s: %d of %d runs, judged by %s\n\n%s",
                    experiment.title(),
                    results.size(),
                    runs,
                    queue.pairs().name(),
                    table);
            AtomicFile.write(out.resolve("results.md"), text);
            Report page = new ExperimentPage(experiment.title(), queue.pairs().name(), out, results).report();
            page.write(out.resolve("results.html"));
            FigureFiles.write(page, out.resolve("figures"));
            output.answer(
                    text,
                    new ExperimentAnswer(
                            experiment.title(),
                            queue.pairs().name(),
                            finished,
                            results.stream().map(TrainingAnswers::of).toList()));
            return finished ? 0 : TrainCommand.INTERRUPTED;
        }
    }

    private Path named() {
        Path known = Path.of("experiments", file + ".yaml");
        return Files.exists(file) || !Files.exists(known) ? file : known;
    }

    /** Says what goes on. */
    private final class Notes implements ExperimentQueue.Listener {
        @Override
        public void begins(String variant, TrainingRecipe recipe) {
            output.note(String.format(Locale.ROOT, "%s, seed %d", variant, recipe.seed()));
        }

        @Override
        public void evaluated(EvaluationMetrics metrics) {
            output.note(String.format(
                    Locale.ROOT, "  step %,d: AUC %.4f on the run's validation people", metrics.step(), metrics.auc()));
        }

        @Override
        public void diagnosed(Diagnosis diagnosis) {
            output.note(String.format(Locale.ROOT, "  step %,d: %s", diagnosis.step(), diagnosis.text()));
        }

        @Override
        public void judged(ExperimentResult result) {
            output.note(
                    result.failure() == null
                            ? String.format(
                                    Locale.ROOT,
                                    "%s, seed %d: accuracy %.2f %%, AUC %.4f",
                                    result.variant(),
                                    result.seed(),
                                    100 * result.accuracy(),
                                    result.areaUnderCurve())
                            : String.format(
                                    Locale.ROOT, "%s, seed %d: %s", result.variant(), result.seed(), result.failure()));
        }
    }
}

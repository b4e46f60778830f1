package org.likeness.app.cli.train;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.likeness.app.cli.signal.Interruption;
import org.likeness.app.cli.text.EvaluationText;
import org.likeness.app.cli.text.Output;
import org.likeness.app.quickstart.Quickstart;
import org.likeness.app.quickstart.QuickstartResult;
import org.likeness.app.quickstart.QuickstartSettings;
import org.likeness.app.report.Figures;
import org.likeness.app.wire.TrainingAnswers;
import org.likeness.core.dataset.synthetic.SyntheticPeople;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.training.Trainer;
import org.likeness.training.event.TrainingResult;
import org.likeness.training.recipe.RecipeReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "quickstart",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = {
            "The complete workflow in a few minutes, without data or network: generate synthetic people, train on them,",
            "recognize others from one picture each, and write report.html."
        },
        footer = {"", "Examples:", "  likeness quickstart", "  likeness quickstart --out runs/other --seed 2"})
public final class QuickstartCommand implements Callable<Integer> {
    private static final String RECIPE = "/recipes/quickstart.yaml";

    @Option(names = "--out", paramLabel = "DIR", description = "Output folder.")
    private Path out = Path.of("runs", "quickstart");

    @Option(names = "--seed", paramLabel = "N", description = "Another seed, other people and other weights.")
    private long seed = 1;

    @Option(names = "--people", paramLabel = "N", description = "Synthetic people to train on.")
    private int people = SyntheticPeople.DEFAULT_PEOPLE;

    @Option(names = "--pictures", paramLabel = "N", description = "Pictures of each.")
    private int pictures = SyntheticPeople.DEFAULT_PICTURES_EACH;

    @Option(
            names = "--unseen-people",
            paramLabel = "N",
            description = "Further people to measure on: half are enrolled, half are strangers.")
    private int unseenPeople = 200;

    @Option(names = "--pairs", paramLabel = "N", description = "Pairs of one person, and as many of two, to verify.")
    private int pairs = 3000;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting of the recipe, such as run.steps=500. May be repeated.")
    private final List<String> settings = new ArrayList<>();

    @Option(names = "--resume", description = "Continue an interrupted quick start.")
    private boolean resume;

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        TrainingRecipe recipe = recipe();
        Quickstart quickstart = new Quickstart(
                new QuickstartSettings(out, seed, people, pictures, unseenPeople, pairs, recipe),
                InstantSource.system());
        Trainer trainer = quickstart.trainer().resume(resume);
        TrainingResult training;
        try (TrainingProgress progress =
                        new TrainingProgress(output, recipe.run().steps());
                Interruption interruption = new Interruption(trainer::requestStop)) {
            training = trainer.listener(progress).train();
        }
        if (!training.finished()) {
            output.note(String.format(
                    Locale.ROOT,
                    "stopped after step %,d and saved in %s; continue with the same command and --resume",
                    training.steps(),
                    training.checkpoint()));
            return TrainCommand.INTERRUPTED;
        }
        QuickstartResult result = quickstart.measure(training, output::note);
        output.answer(text(result), TrainingAnswers.of(result));
        return 0;
    }

    private TrainingRecipe recipe() {
        RecipeReader reader = RecipeReader.defaults().yaml(text(RECIPE), "recipes/quickstart.yaml");
        for (String setting : settings) {
            reader = reader.set(setting);
        }
        return reader.set("seed=" + seed).recipe();
    }

    private static String text(String resource) {
        try (InputStream stream = QuickstartCommand.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException(String.format(Locale.ROOT, "%s is not on the class path", resource));
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text(QuickstartResult result) {
        StringBuilder text = new StringBuilder()
                .append(EvaluationText.of(
                        String.format(
                                Locale.ROOT,
                                "%,d pairs of %,d people not seen in training",
                                result.verification().pairs(),
                                unseenPeople),
                        false,
                        result.verification(),
                        result.intervals()));
        result.baselines()
                .forEach((name, baseline) -> text.append(String.format(
                        Locale.ROOT,
                        "  on the same pairs %s: %s%n",
                        name,
                        EvaluationText.accuracy(baseline.accuracy()))));
        return text.append(EvaluationText.of(result.identification()))
                .append(String.format(
                        Locale.ROOT,
                        "Training took %s, measuring %s. The report: %s",
                        Figures.time(result.trainingSeconds()),
                        Figures.time(result.evaluationSeconds()),
                        result.report()))
                .toString();
    }
}

package org.likeness.app.cli.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.likeness.app.cli.option.DataOptions;
import org.likeness.app.cli.option.GuardOption;
import org.likeness.app.cli.option.RecipeOptions;
import org.likeness.app.cli.signal.Interruption;
import org.likeness.app.cli.text.Output;
import org.likeness.app.run.RunReport;
import org.likeness.app.wire.TrainingAnswers;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.training.Trainer;
import org.likeness.training.check.DataSummary;
import org.likeness.training.check.TrainingCheck;
import org.likeness.training.event.TrainingResult;
import org.likeness.training.libtorch.Device;
import org.likeness.training.run.UnrecoverableRunException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = {
            "Train an encoder with the triplet loss on pictures of people.",
            "Ctrl-C finishes the step, saves, and prints how to continue."
        },
        footer = {
            "",
            "Examples:",
            "  likeness train --data photos/ --out runs/mine --check",
            "  likeness train --data photos/ --out runs/mine",
            "  likeness train --data faces_emore/train.rec --out runs/mine",
            "  likeness train --data photos/ --out runs/hard --set mining.strategy=batch-hard --set loss.form=soft",
            "  likeness train --data photos/ --out runs/mine --resume",
            "  likeness train --data photos/ --out runs/tuned --init runs/mine/encoder.onnx --guard other-people/",
            "  likeness train --data photos/ --out runs/large --processes 4",
            "  likeness train --data photos/ --out runs/next --compatible-with runs/mine/encoder.onnx"
        })
public final class TrainCommand implements Callable<Integer> {
    /** Exit code of a run that was interrupted and can be resumed: that of a program ended by Ctrl-C. */
    public static final int INTERRUPTED = 130;

    @Mixin
    private final DataOptions data = new DataOptions();

    @Option(names = "--out", required = true, paramLabel = "RUN", description = "The run's folder.")
    @SuppressWarnings("NullAway.Init") // required
    private Path out;

    @Mixin
    private final RecipeOptions recipe = new RecipeOptions();

    @Option(
            names = "--compatible-with",
            paramLabel = "OLD.onnx",
            description = {
                "Train an encoder whose embeddings can be compared with those of this encoder, which stays as it is.",
                "Both give embeddings of the same size. --set compatibility.kind=KIND chooses the loss."
            })
    private @Nullable Path compatibleWith;

    @Mixin
    private final GuardOption guard = new GuardOption();

    @Option(
            names = "--device",
            paramLabel = "cpu|cuda[:N]",
            defaultValue = "cpu",
            description = "Compute the network on the processor, or on a graphics card, the N-th from 0 on,"
                    + " for which Likeness must be built with Maven's profile cuda.")
    private String device = "cpu";

    @Option(names = "--resume", description = "Resume the run in RUN from its latest checkpoint.")
    private boolean resume;

    @Option(
            names = "--accept-worse",
            description =
                    "Write the best trained encoder even if it is not better than the one given with --init, or loses on --guard.")
    private boolean acceptWorse;

    @Option(
            names = "--check",
            description = {
                "Only check: composition of batches, warnings about the recipe,",
                "estimates of memory and time. Nothing is written."
            })
    private boolean check;

    @Mixin
    private final ProcessOptions processes = new ProcessOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli's
    private CommandSpec command;

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        processes.require();
        Device where = Device.of(device);
        where.prepare();
        TrainingRecipe settled = recipe.read(out, resume);
        List<FaceDataset> sets = data.sets(output);
        FaceDataset people = data.dataset(sets);
        Trainer trainer = Trainer.of(settled, people)
                .into(out)
                .device(where)
                .acceptWorse(acceptWorse)
                .resume(resume);
        recipe.start().ifPresent(trainer::from);
        guard.path(data.paths()).ifPresent(set -> trainer.guard(data.other(set, output)));
        if (compatibleWith != null) {
            trainer.compatibleWith(compatibleWith);
        }
        if (check) {
            return check(settled, sets, trainer);
        }
        if (!processes.several()) {
            return train(settled, people, trainer);
        }
        try (TrainingRanks ranks = processes.open(command, output)) {
            trainer.group(ranks.group());
            return processes.follows() ? follow(trainer) : train(settled, people, trainer);
        }
    }

    /** Rank 0 reports, what goes wrong in another one too; Ctrl-C in the terminal reaches all, and rank 0 decides. */
    private int follow(Trainer trainer) {
        try (Interruption interruption = new Interruption(() -> {})) {
            trainer.train();
            return 0;
        } catch (LikenessException e) {
            if (processes.reportsToStarter()) {
                return CommandLine.ExitCode.USAGE;
            }
            throw e;
        }
    }

    private int check(TrainingRecipe settled, List<FaceDataset> sets, Trainer trainer) {
        TrainingCheck found = trainer.check();
        List<DataSummary> looks = sets.stream()
                .map(set -> DataSummary.of(
                        set,
                        settled.sampling().picturesPerIdentity(),
                        settled.run().loaderThreads()))
                .toList();
        output.answer(CheckText.of(looks, found), TrainingAnswers.of(looks, found));
        return 0;
    }

    private int train(TrainingRecipe settled, FaceDataset people, Trainer trainer) {
        try (TrainingProgress progress =
                        new TrainingProgress(output, settled.run().steps());
                Interruption interruption = new Interruption(trainer::requestStop)) {
            TrainingResult result = train(people, trainer, progress);
            progress.close();
            progress.start()
                    .ifPresent(start -> output.note(
                            "how it went: " + RunReport.write(start, () -> people, result.steps(), result.seconds())));
            boolean already = progress.start()
                    .filter(start -> result.finished() && start.stepsDone() == result.steps())
                    .isPresent();
            output.answer((already ? finishedBefore(result) : "") + text(result), TrainingAnswers.of(result, already));
            return result.finished() ? 0 : INTERRUPTED;
        }
    }

    /** A run that is ended because it is hopeless leaves its page too. */
    private TrainingResult train(FaceDataset people, Trainer trainer, TrainingProgress progress) {
        try {
            return trainer.listener(progress).train();
        } catch (UnrecoverableRunException end) {
            progress.close();
            progress.start()
                    .ifPresent(start -> output.note("how it went: " + RunReport.writeHopeless(start, () -> people)));
            throw end;
        }
    }

    private String text(TrainingResult result) {
        if (!result.finished()) {
            return String.format(
                    Locale.ROOT,
                    "stopped after step %,d and saved in %s; continue with the same command and --resume",
                    result.steps(),
                    result.checkpoint());
        }
        String skipped = result.skipped() == 0
                ? ""
                : String.format(Locale.ROOT, "; %,d pictures could not be read", result.skipped());
        if (result.encoder().isEmpty() && result.start().isPresent()) {
            return String.format(
                    Locale.ROOT,
                    "no step was better than %s on the validation people (AUC %.4f)%s, so no encoder.onnx was written. More people or pictures, another learning rate, or fewer layers (fineTuning.depths) may help; --accept-worse writes the best trained encoder anyway%s",
                    recipe.start().orElseThrow(),
                    result.start().orElseThrow().auc(),
                    result.start()
                            .orElseThrow()
                            .guard()
                            .map(people -> " without losing on the guard people " + people.people())
                            .orElse(""),
                    skipped);
        }
        String worse = result.isNoBetterThanStart() ? "; NOT BETTER than the initial encoder" : "";
        return result.best()
                .map(best -> String.format(
                        Locale.ROOT,
                        "%s: best at step %,d, accuracy %.2f %%, AUC %.4f on validation people%s%s; %.0f s%s",
                        result.encoder().map(Path::toString).orElse(""),
                        best.step(),
                        100 * best.accuracy(),
                        best.auc(),
                        began(result),
                        worse,
                        result.seconds(),
                        skipped))
                .orElse(String.format(Locale.ROOT, "done after %,d steps%s", result.steps(), skipped));
    }

    private String finishedBefore(TrainingResult result) {
        return String.format(
                Locale.ROOT,
                "%s is finished: all of its %,d steps are done. Extend it with --resume --set run.steps=N if the schedule allows it, otherwise start a new run with --init %s%n",
                out,
                result.steps(),
                result.encoder().or(recipe::start).map(Path::toString).orElse("ARCHITECTURE"));
    }

    private static String began(TrainingResult result) {
        return result.start()
                .map(start ->
                        String.format(Locale.ROOT, " (%.2f %%, %.4f before)", 100 * start.accuracy(), start.auc()))
                .orElse("");
    }
}

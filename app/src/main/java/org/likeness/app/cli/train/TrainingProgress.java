package org.likeness.app.cli.train;

import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.likeness.app.cli.text.Output;
import org.likeness.app.cli.text.Progress;
import org.likeness.training.event.Diagnosis;
import org.likeness.training.event.EvaluationMetrics;
import org.likeness.training.event.MiningChange;
import org.likeness.training.event.StepMetrics;
import org.likeness.training.event.TrainingListener;
import org.likeness.training.event.TrainingStart;
import org.likeness.training.files.LogLines;
import org.likeness.training.files.StepWindow;

/** Displays the progress of a training: a bar on a terminal, lines elsewhere. */
final class TrainingProgress implements TrainingListener, AutoCloseable {
    private static final double WORTH_A_WORD = 0.05; // of the time, waiting for pictures
    private static final int STEPS_A_NOTE = 10; // single steps are too noisy to read

    private final Output output;
    private final int steps;
    private final StepWindow window = new StepWindow(STEPS_A_NOTE);
    private @Nullable TrainingStart start;
    private @Nullable Progress bar;

    TrainingProgress(Output output, int steps) {
        this.output = output;
        this.steps = steps;
    }

    @Override
    public void started(TrainingStart begun) {
        start = begun;
        output.note(LogLines.of(begun));
        bar = output.progress("train", steps);
    }

    /** What the run began with, once it has begun. */
    Optional<TrainingStart> start() {
        return Optional.ofNullable(start);
    }

    @Override
    public void stepped(StepMetrics metrics) {
        Optional<StepMetrics> mean = window.add(metrics);
        if (metrics.step() == steps) {
            mean = mean.or(window::mean);
        }
        if (bar != null && mean.isPresent()) {
            bar.at(metrics.step(), text(mean.get()));
        }
    }

    private String text(StepMetrics mean) {
        return String.format(
                Locale.ROOT,
                "%s%s, %s left",
                LogLines.brief(mean),
                waited(mean),
                time((steps - mean.step()) * mean.seconds()));
    }

    /** Whether the last steps waited for pictures for more than their luck. */
    private static String waited(StepMetrics mean) {
        return mean.waiting() > WORTH_A_WORD * mean.seconds()
                ? String.format(Locale.ROOT, ", %.0f %% waiting for pictures", 100 * mean.waiting() / mean.seconds())
                : "";
    }

    @Override
    public void evaluated(EvaluationMetrics metrics) {
        output.note(LogLines.of(metrics));
    }

    @Override
    public void diagnosed(Diagnosis diagnosis) {
        output.note(String.format(Locale.ROOT, "step %,d: %s", diagnosis.step(), diagnosis.text()));
    }

    @Override
    public void moved(MiningChange move) {
        output.note(String.format(Locale.ROOT, "step %,d: %s", move.step(), move.text()));
    }

    @Override
    public void skipped(String message) {
        output.note(message);
    }

    @Override
    public void replaced(SortedSet<String> convolutions) {
        output.note(LogLines.replaced(convolutions));
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    private static String time(double seconds) {
        long rounded = Math.round(seconds);
        return rounded < 90 ? rounded + " s" : Math.round(rounded / 60.0) + " min";
    }
}

package org.likeness.app.cli;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.likeness.training.EvaluationMetrics;
import org.likeness.training.StepMetrics;
import org.likeness.training.TrainingListener;
import org.likeness.training.TrainingStart;
import org.likeness.training.doctor.Diagnosis;
import org.likeness.training.doctor.MiningMove;

/** Shows how a training goes: a bar on a terminal, lines elsewhere. */
final class TrainingProgress implements TrainingListener, AutoCloseable {
    private static final double WORTH_A_WORD = 0.05; // of the time, waiting for pictures
    private static final int STEPS_A_NOTE = 10; // single steps are too noisy to read

    private final Output output;
    private final int steps;
    private @Nullable TrainingStart start;
    private @Nullable Progress bar;
    private double pictures;
    private double seconds;
    private double waiting;

    TrainingProgress(Output output, int steps) {
        this.output = output;
        this.steps = steps;
    }

    @Override
    public void started(TrainingStart begun) {
        start = begun;
        output.note("%s: %,d people, %,d pictures; %,d people held back; %s of %,d parameters, %d threads"
                .formatted(
                        begun.data(),
                        begun.identities(),
                        begun.pictures(),
                        begun.heldBackIdentities(),
                        begun.network(),
                        begun.parameters(),
                        begun.threads()));
        bar = output.progress("train", steps);
    }

    /** What the run began with, once it has begun. */
    Optional<TrainingStart> start() {
        return Optional.ofNullable(start);
    }

    @Override
    public void stepped(StepMetrics metrics) {
        pictures += metrics.pictures();
        seconds += metrics.seconds();
        waiting += metrics.waiting();
        if (bar != null && (metrics.step() % STEPS_A_NOTE == 0 || metrics.step() == steps)) {
            double rate = pictures / seconds;
            double left = (steps - metrics.step()) * seconds / STEPS_A_NOTE;
            bar.at(
                    metrics.step(),
                    String.format(
                            Locale.ROOT,
                            "loss %.4f active %.2f d(a,p) %.2f d(a,n) %.2f %.0f img/s%s, %s left",
                            metrics.loss(),
                            metrics.activeShare(),
                            metrics.meanToPositive(),
                            metrics.meanToNegative(),
                            rate,
                            waited(),
                            time(left)));
            pictures = 0;
            seconds = 0;
            waiting = 0;
        }
    }

    /** Whether the last steps waited for pictures for more than their luck. */
    private String waited() {
        return waiting > WORTH_A_WORD * seconds
                ? String.format(Locale.ROOT, ", %.0f %% waiting for pictures", 100 * waiting / seconds)
                : "";
    }

    @Override
    public void evaluated(EvaluationMetrics metrics) {
        output.note(String.format(
                Locale.ROOT,
                "step %,d, held-back people: accuracy %.2f %%, AUC %.4f%s",
                metrics.step(),
                100 * metrics.accuracy(),
                metrics.auc(),
                metrics.best() ? ", the best so far" : ""));
    }

    @Override
    public void diagnosed(Diagnosis diagnosis) {
        output.note("step %,d: %s".formatted(diagnosis.step(), diagnosis.text()));
    }

    @Override
    public void moved(MiningMove move) {
        output.note("step %,d: %s".formatted(move.step(), move.text()));
    }

    @Override
    public void skipped(String message) {
        output.note(message);
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

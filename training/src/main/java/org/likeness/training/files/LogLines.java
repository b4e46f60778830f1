package org.likeness.training.files;

import java.util.Locale;
import java.util.SortedSet;
import org.likeness.core.embedding.Distance;
import org.likeness.training.event.EvaluationMetrics;
import org.likeness.training.event.GlobalMiningRound;
import org.likeness.training.event.GuardMetrics;
import org.likeness.training.event.StepMetrics;
import org.likeness.training.event.TrainingResult;
import org.likeness.training.event.TrainingStart;

/** Formats the events of a run as readable lines. */
public final class LogLines {
    private LogLines() {}

    /** Who is trained on and what. */
    public static String of(TrainingStart start) {
        return line(
                "%s: %,d people, %,d pictures; %,d people held back (%,d pictures); %s of %,d parameters, %d threads%s",
                start.data(),
                start.identities(),
                start.pictures(),
                start.heldBackIdentities(),
                start.heldBackPictures(),
                start.network(),
                start.parameters(),
                start.threads(),
                start.stepsDone() == 0 ? "" : line("; resumed after step %,d", start.stepsDone()));
    }

    /**
     * One step, or the mean of several.
     *
     * @param steps of the whole run
     */
    public static String of(StepMetrics metrics, long steps) {
        return line("step %,d/%,d %s", metrics.step(), steps, brief(metrics));
    }

    /** A step's figures without its number: for a progress bar, which has that. */
    public static String brief(StepMetrics metrics) {
        return line(
                "loss %.4f active %.2f mean d(a,p) %.2f d(a,n) %.2f %.0f img/s",
                metrics.loss(),
                metrics.activeShare(),
                metrics.meanToPositive(),
                metrics.meanToNegative(),
                metrics.picturesPerSecond());
    }

    /** An evaluation on the validation people. */
    public static String of(EvaluationMetrics metrics) {
        return line(
                "step %,d validation people: accuracy %.1f %% AUC %.4f threshold %s (%,d pairs)%s%s",
                metrics.step(),
                100 * metrics.accuracy(),
                metrics.auc(),
                metrics.threshold() == Distance.BELOW_ALL
                        ? "below 0"
                        : String.format(Locale.ROOT, "%.3f", metrics.threshold()),
                metrics.pairs(),
                metrics.best() ? ", the best so far" : "",
                metrics.guard().map(guard -> "; " + of(guard)).orElse(""));
    }

    private static String of(GuardMetrics guard) {
        return line(
                "guard people: AUC %.4f, %+.4f [%+.4f to %+.4f]%s",
                guard.auc(), guard.gain(), guard.lower(), guard.upper(), guard.loses() ? ", which is a loss" : "");
    }

    /** What a look at the training set found. */
    public static String of(GlobalMiningRound look) {
        String doubts = look.doubts().isEmpty()
                ? ""
                : line(
                        "; %,d doubtful labels, see doubtful-labels.json",
                        look.doubts().size());
        return line(
                "from step %,d, batches contain groups of confusable people, from %,d people%s",
                look.step(), look.people(), doubts);
    }

    /**
     * What to do about steps that wait for pictures.
     *
     * @param share         of the time, in [0, 1]
     * @param loaderThreads that the run has
     */
    public static String waited(double share, int loaderThreads) {
        return line(
                "the steps waited for pictures in %.0f %% of the time: more loader threads may help (run.loaderThreads is %d), if there are idle cores",
                100 * share, loaderThreads);
    }

    /** What a wrong libtorch was replaced by. */
    public static String replaced(SortedSet<String> convolutions) {
        return String.format(
                Locale.ROOT,
                "%d of the network's convolutions are computed as matrix products: libtorch computes them wrong on this machine, or no process"
                        + " could be started to try them. The usual cause is a virtual machine that hides the sizes of its processor's caches",
                convolutions.size());
    }

    /** How a run ended. */
    public static String of(TrainingResult result) {
        String time = line("%,d steps in %,.0f s", result.steps(), result.seconds());
        if (!result.finished()) {
            return line("stopped after %s; the state is saved in %s", time, result.checkpoint());
        }
        return result.best()
                .map(best -> line(
                        "%s; the best of them, step %,d, is in %s: validation people AUC %.4f, accuracy %.1f %%",
                        time, best.step(), result.run().resolve("encoder.onnx"), best.auc(), 100 * best.accuracy()))
                .orElse(time);
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}

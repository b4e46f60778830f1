package org.likeness.app.cli.train;

import java.util.List;
import java.util.Locale;
import org.likeness.app.cli.text.FactLines;
import org.likeness.core.EnumWord;
import org.likeness.core.Printable;
import org.likeness.training.check.BatchPlan;
import org.likeness.training.check.Cost;
import org.likeness.training.check.DataSummary;
import org.likeness.training.check.TrainingCheck;

/** The result of a training check as text. */
final class CheckText {
    private static final int SHOWN = 5;
    private static final int BAR = 30;

    private CheckText() {}

    static String of(List<DataSummary> data, TrainingCheck check) {
        StringBuilder text = new StringBuilder();
        data.forEach(look -> text.append(of(look)));
        text.append(line("learned from", "%,d people, %,d pictures", check.trainingPeople(), check.trainingPictures()));
        text.append(line(
                "held back",
                "%,d people, %,d pictures: %,d pairs of one person, %,d of two",
                check.validationSet(),
                check.heldBackPictures(),
                check.genuinePairs(),
                check.impostorPairs()));
        text.append(of(check.plan()));
        text.append(of(check.cost()));
        check.warnings().forEach(warning -> text.append(line("warning", "%s", warning)));
        return text.toString();
    }

    private static String of(DataSummary look) {
        StringBuilder text = new StringBuilder(line(
                look.name(),
                "%,d people, %,d pictures; %,d of %,d decoded ones cannot be read",
                look.people(),
                look.pictures(),
                look.unreadable().size(),
                look.lookedAt()));
        look.unreadable().stream()
                .limit(SHOWN)
                .forEach(one -> text.append(String.format(
                        Locale.ROOT, "  %s: %s%n", Printable.line(one.picture()), Printable.line(one.reason()))));
        int largest = look.positives().values().stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElse(1);
        look.positives()
                .forEach((positives, people) -> text.append(String.format(
                        Locale.ROOT, "  %3d positives  %,8d people  %s%n", positives, people, "█".repeat((int)
                                        Math.ceil((double) BAR * people / largest)))));
        return text.toString();
    }

    private static String of(BatchPlan plan) {
        return line(
                        "a batch",
                        "%.0f pictures of %.0f people, %.0f batches per epoch",
                        plan.pictures(),
                        plan.people(),
                        plan.perEpoch())
                + line("triplets", "at most %,.0f per batch, %s", plan.triplets(), EnumWord.of(plan.strategy()))
                + line("a person is in", "%s of the batches", percent(plan.share()))
                + line("and contributes", "%s anchor–positive pairs", numbers(plan.pairs(), "%.0f"))
                + line("a picture is used", "%s times in the run", numbers(plan.timesSeen(), "%.1f"))
                + line("negatives only", "%,d people with one picture", plan.singles());
    }

    private static String percent(BatchPlan.Spread spread) {
        return numbers(new BatchPlan.Spread(100 * spread.least(), 100 * spread.median(), 100 * spread.most()), "%.1f")
                + " %";
    }

    private static String numbers(BatchPlan.Spread spread, String format) {
        return String.format(
                Locale.ROOT,
                "%s to %s, median %s",
                String.format(Locale.ROOT, format, spread.least()),
                String.format(Locale.ROOT, format, spread.most()),
                String.format(Locale.ROOT, format, spread.median()));
    }

    private static String of(Cost cost) {
        return line(
                        "time",
                        "about %s: %.2f s per step (median of %d), %,d evaluations of %.1f s; an estimate",
                        time(cost.estimatedSeconds()),
                        cost.secondsPerStep(),
                        cost.steps(),
                        cost.evaluations(),
                        cost.secondsPerEvaluation())
                + line(
                        "memory",
                        "%s, measured in these steps; the cache of decoded pictures may add up to %,d MB",
                        cost.peakMegabytes()
                                .map(megabytes -> String.format(Locale.ROOT, "%,d MB", megabytes))
                                .orElse("unknown on this system"),
                        cost.cacheMegabytes());
    }

    private static String time(double seconds) {
        if (seconds < 90) {
            return String.format(Locale.ROOT, "%.0f s", seconds);
        }
        return seconds < 5400
                ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
                : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
    }

    private static String line(String key, String format, Object... values) {
        return FactLines.line(key, String.format(Locale.ROOT, format, values));
    }
}

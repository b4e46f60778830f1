package org.likeness.training.diagnostics;

import java.util.List;
import java.util.Optional;
import org.likeness.core.evaluation.verification.LabelNoiseEstimate;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.training.event.Diagnosis.Symptom;

/**
 * Detects wrong labels from the ranks of positives among their anchors' negatives ({@link LabelNoiseEstimate}). Even random weights rank the
 * positives slightly better than chance; ranks that are and stay uniform mean that the labels carry no information. Limits:
 * {@code docs/results/run-monitor.md}.
 */
final class LabelDetector {
    private static final int FOR_NOTHING = 5; // assessments to average; later the network would overfit such labels
    private static final int FOR_SOME = 20; // the same for a share: a judgment of a small batch is of some fifty pairs
    private static final double NOTHING_SAID = 0.44; // positives behind half of the negatives; 0.5 with shuffled names
    /** Minimum ratio of effective rank to people in a batch: a collapsed network says nothing about labels. */
    private static final double WELL_SPREAD = 0.7;

    private static final double WRONG = 0.15; // share of pairs: 8 % of the pictures under a wrong name
    /** Right positives behind half of the negatives, at most: the others must stand out. */
    private static final double LEARNT = 0.15;

    /** Steps: early and late judgments in one mean look like right and wrong pairs. */
    private static final long AFTER_WARM_UP = 250;

    private final long leastSteps;
    private final int embeddingSize;

    LabelDetector(TrainingRecipe recipe, NetworkTraits network) {
        this.leastSteps = WarmUp.steps(recipe) + AFTER_WARM_UP;
        this.embeddingSize = network.embeddingSize();
    }

    List<Finding> in(MetricHistory history) {
        double half = AssessedMetrics.mean(history.last(FOR_NOTHING), AssessedMetrics::beyondHalf);
        if (history.recent().size() >= FOR_NOTHING && half > NOTHING_SAID && isSpread(history.last(FOR_NOTHING))) {
            return List.of(Finding.of(
                    Symptom.SHUFFLED_LABELS,
                    "pictures of one person are not more similar than pictures of two: %.0f %% of the positives are farther from their anchor than half of the negatives; chance is 50 %%. The labels seem to be random: check that each folder shows one person (inspect the data set), and that data.crop shows a face",
                    100 * half));
        }
        return history.recent().size() < FOR_SOME || history.now().step() < leastSteps
                ? List.of()
                : wrong(history.last(FOR_SOME)).map(List::of).orElse(List.of());
    }

    private boolean isSpread(List<AssessedMetrics> judged) {
        double people = Math.min(AssessedMetrics.mean(judged, AssessedMetrics::people), embeddingSize / 2.0);
        return AssessedMetrics.mean(judged, AssessedMetrics::rank) > WELL_SPREAD * people;
    }

    private static Optional<Finding> wrong(List<AssessedMetrics> judged) {
        LabelNoiseEstimate wrong = LabelNoiseEstimate.of(
                AssessedMetrics.mean(judged, AssessedMetrics::beyondTenth),
                AssessedMetrics.mean(judged, AssessedMetrics::beyondThreeQuarters));
        if (!(wrong.share() > WRONG && wrong.rightsBeyondHalf() < LEARNT)) {
            return Optional.empty();
        }
        return Optional.of(Finding.of(
                Symptom.WRONG_LABELS,
                "some pictures seem to have a wrong label: most positives are near their anchors, but about %.0f %% of the genuine pairs are ranked like impostor pairs, as if %.0f %% of the pictures showed another person. Check the folders (an inspection of the data set finds one picture under two names)",
                100 * wrong.share(),
                100 * pictures(wrong.share())));
    }

    /** A pair is right if both of its pictures are. */
    private static double pictures(double pairs) {
        return 1 - Math.sqrt(1 - pairs);
    }
}

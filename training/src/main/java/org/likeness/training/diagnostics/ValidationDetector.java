package org.likeness.training.diagnostics;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.training.event.Diagnosis.Symptom;

/** Detects validation results that are no better than chance, or that decrease. */
final class ValidationDetector {
    private static final long LEAST_STEPS = 150; // before chance is named
    private static final long AFTER_WARM_UP =
            100; // steps that the same needs once learning rate and miner are what they are to be
    private static final double CHANCE = 0.56; // AUC
    private static final int WORSE_IN_A_ROW = 3; // evaluations

    private final long leastSteps;

    ValidationDetector(TrainingRecipe recipe) {
        this.leastSteps = Math.max(LEAST_STEPS, WarmUp.steps(recipe) + AFTER_WARM_UP);
    }

    /** @param said that explain it and have been said */
    List<Finding> in(ValidationHistory history, Set<Symptom> said) {
        List<Finding> found = new ArrayList<>();
        if (history.latest() >= leastSteps && history.bestAuc() < CHANCE && !said.contains(Symptom.SHUFFLED_LABELS)) {
            found.add(Finding.of(
                    Symptom.NOTHING_LEARNED,
                    "verification of the validation people is close to chance, AUC %.3f: check that each folder shows one person (inspect the data set), then optimizer.learningRate",
                    history.latestAuc()));
        }
        if (history.worse() >= WORSE_IN_A_ROW) {
            found.add(
                    Finding.of(
                            Symptom.OVERFITTING,
                            "validation results have decreased since step %,d: AUC %.4f, was %.4f. The network %s",
                            history.bestStep(),
                            history.latestAuc(),
                            history.bestAuc(),
                            history.bestStep() == 0
                                    ? "forgets what the initial encoder had learned: lower optimizer.learningRate or fineTuning.depths; an encoder is written only if a step is better than the start"
                                    : "overfits the training people: raise augmentation.strength or network.dropout, or add people; the best step is kept"));
        }
        return found;
    }
}

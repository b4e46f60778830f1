package org.likeness.training.diagnostics;

import java.util.ArrayList;
import java.util.List;
import org.likeness.core.recipe.LossSettings;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.training.event.Diagnosis.Symptom;

/** Detects batches in which few triplets have a loss, or in which nearly all triplets keep one. */
final class TripletDetector {
    private static final int PATIENCE = 10; // judgments in a row before it is said
    private static final double FEW = 0.001; // active share
    private static final double NEARLY_ALL = 0.98; // active share
    private static final double TOGETHER = 0.8; // d(a,p) to d(a,n), above which people have not come apart

    private final TrainingRecipe recipe;
    private final MiningCurriculum course;

    /** @param course of the mining, which may have an answer itself */
    TripletDetector(TrainingRecipe recipe, MiningCurriculum course) {
        this.recipe = recipe;
        this.course = course;
    }

    List<Finding> in(MetricHistory history) {
        AssessedMetrics now = history.now();
        List<Finding> found = new ArrayList<>();
        if (hasAnEnd() && !course.canHarden() && history.allOfTheLast(PATIENCE, figures -> figures.active() < FEW)) {
            found.add(Finding.of(
                    Symptom.NO_TRIPLETS_LEFT,
                    "%.2f %% of the triplets have a loss: these batches have no gradient left. Raise sampling.identities, choose a harder mining.strategy, or add people",
                    100 * now.active()));
        }
        if (hasAnEnd()
                && !course.canHarden()
                && now.active() >= FEW
                && history.allOfTheLast(PATIENCE, figures -> Double.isNaN(figures.gradient()))) {
            found.add(Finding.of(
                    Symptom.NO_TRIPLETS_LEFT,
                    "mining has found no triplet with a loss for %d steps, although %.2f %% of all triplets have one: these batches have no gradient. Use mining.strategy=semi-hard or all, or raise sampling.identities",
                    PATIENCE * MetricHistory.WINDOW,
                    100 * now.active()));
        }
        if (history.allOfTheLast(PATIENCE, TripletDetector::isUndivided)) {
            found.add(Finding.of(
                    Symptom.ALL_TRIPLETS_ACTIVE,
                    "%.0f %% of the triplets have had a loss for %d steps: people are not being separated, d(a,p) is %.2f and d(a,n) %.2f. %s",
                    100 * now.active(),
                    PATIENCE * MetricHistory.WINDOW,
                    now.toPositive(),
                    now.toNegative(),
                    recipe.loss().margin() > 0 ? "Lower loss.margin, or check the labels" : "Check the labels"));
        }
        return found;
    }

    /** The soft form has a loss for every triplet, for ever; other losses teach where triplets have none. */
    private boolean hasAnEnd() {
        return recipe.learnsFromTripletsAlone() && recipe.loss().form() == LossSettings.Form.HINGE;
    }

    /** With a large margin every triplet may have a loss though people are well apart. */
    private static boolean isUndivided(AssessedMetrics figures) {
        return figures.active() > NEARLY_ALL && figures.toPositive() > TOGETHER * figures.toNegative();
    }
}

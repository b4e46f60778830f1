package org.likeness.training.diagnostics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.likeness.core.recipe.LossSettings;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.training.event.Diagnosis.Symptom;

/**
 * Detects collapse: embeddings that converge to one point, or to few directions. Limits: {@code docs/results/run-monitor.md}.
 *
 * <p>A constant embedding costs log(1 + e^α) or α per triplet, whatever is mined: a loss that stays there while distances between people
 * have mostly vanished is a sign of collapse, like the distances themselves.
 */
final class CollapseDetector {
    private static final double NARROW = 0.1; // mean d(a,n) on the unit sphere, in [0, 4]
    private static final double NARROWED =
            0.25; // share of the first mean d(a,n) left, on the sphere, with the loss at rest
    private static final double SHRUNK =
            0.05; // the same without the sphere, where distances may shrink for other reasons
    private static final double AT_REST = 0.05; // how far, in shares, the loss may be from where it rests
    private static final double APART = 0.5; // d(a,p) to d(a,n), below which people are apart however small both are
    private static final int RESTING = 3; // judgments
    private static final int NARROW_FROM_THE_START =
            10; // judgments in which a network that began so may come out of it
    private static final double FEW_DIRECTIONS =
            0.6; // effective rank, to the people of a batch or the size of an embedding
    private static final int FLAT = 5; // judgments
    private static final long LEAST_STEPS = 100; // in which a network that begins flat may come out of it

    private static final String NORM = "network.batchNormBeforeSphere=true";

    private final TrainingRecipe recipe;
    private final NetworkTraits network;
    private final double rest;

    CollapseDetector(TrainingRecipe recipe, NetworkTraits network) {
        this.recipe = recipe;
        this.network = network;
        this.rest = rest(recipe.loss());
    }

    /** What a triplet costs whose three embeddings are the same, with the loss's weight. */
    private static double rest(LossSettings loss) {
        return loss.weight()
                * switch (loss.form()) {
                    case HINGE -> loss.margin();
                    case SOFT -> Math.log1p(Math.exp(loss.margin()));
                };
    }

    List<Finding> in(MetricHistory history) {
        List<Finding> found = new ArrayList<>();
        if (isNarrow(history) || isAtRest(history)) {
            found.add(Finding.of(
                    Symptom.COLLAPSE,
                    "the embeddings have collapsed: the mean distance of different people is %.4f, initially %.2f; the effective rank is %.1f, initially %.1f%s. %s",
                    history.now().toNegative(),
                    history.start().toNegative(),
                    history.now().rank(),
                    history.highestRank(),
                    recipe.learnsFromTripletsAlone()
                            ? String.format(
                                    Locale.ROOT,
                                    "; the loss is %.4f, that of a constant embedding is %.4f",
                                    history.now().loss(),
                                    rest)
                            : "",
                    wayOut()));
        } else if (isFlat(history)) {
            found.add(Finding.of(
                    Symptom.PARTIAL_COLLAPSE,
                    "the embeddings use few dimensions: the effective rank is %.1f for batches of %.0f people, at most %.1f so far, although the mean distance of different people is %.2f. Lower optimizer.learningRate%s, and start again",
                    history.now().rank(),
                    history.now().people(),
                    history.highestRank(),
                    history.now().toNegative(),
                    network.lacksNorm() ? ", or set " + NORM : ""));
        }
        return found;
    }

    private boolean isNarrow(MetricHistory history) {
        boolean beganSo = history.start().toNegative() < 2 * NARROW;
        return network.normalized()
                && history.allOfTheLast(
                        beganSo ? NARROW_FROM_THE_START : 1,
                        figures ->
                                figures.toNegative() < NARROW && figures.toPositive() >= APART * figures.toNegative());
    }

    /** Where the loss is a sum, or of something else too, it rests nowhere that is known. */
    private boolean isAtRest(MetricHistory history) {
        double left = network.normalized() ? NARROWED : SHRUNK;
        return rest > 0
                && recipe.learnsFromTripletsAlone()
                && recipe.loss().reduction() != LossSettings.Reduction.SUM
                && history.allOfTheLast(
                        RESTING,
                        figures -> Math.abs(figures.loss() - rest) < AT_REST * rest
                                && figures.toNegative() < left * history.start().toNegative());
    }

    private boolean isFlat(MetricHistory history) {
        return history.now().step() >= Math.max(LEAST_STEPS, WarmUp.steps(recipe))
                && history.allOfTheLast(
                        FLAT,
                        figures ->
                                figures.rank() < FEW_DIRECTIONS * Math.min(figures.people(), network.embeddingSize()));
    }

    /** The first of the known causes that the recipe shows. */
    private String wayOut() {
        if (recipe.loss().margin() == 0 && recipe.loss().form() == LossSettings.Form.HINGE) {
            return "With loss.margin=0 a constant embedding has no loss: set 0.2";
        }
        String norm = network.lacksNorm() ? "set " + NORM + ", or " : "";
        return switch (recipe.mining().strategy()) {
            case HARD, BATCH_HARD ->
                "The hardest negatives lead to collapse early in training: start with mining.strategy=semi-hard (mining.hardenTo makes them harder later), "
                        + (norm.isEmpty()
                                ? "or lower optimizer.learningRate"
                                : "or " + norm + "lower optimizer.learningRate");
            case RANDOM, ALL, SEMI_HARD, DISTANCE_WEIGHTED -> capital(norm + "lower optimizer.learningRate");
        };
    }

    private static String capital(String sentence) {
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }
}

package org.likeness.training;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.training.Diagnosis.Symptom;

/**
 * Watches a run's figures, says what is wrong in a sentence, and says it once. Its limits were set on runs of 200 steps with 200 synthetic
 * people: healthy ones keep a mean d(a,n) near 2 on the unit sphere and an AUC above 0.9; collapsed ones fall below 0.1, those with
 * shuffled names stay at 0.52.
 */
final class Doctor {
    private static final int WINDOW = 10; // steps that a judgement is the mean of
    private static final int PATIENCE = 10; // windows with all triplets active, or none, before it is said
    private static final double COLLAPSED = 0.1; // mean d(a,n) on the unit sphere, in [0, 4]
    private static final double COLLAPSED_SHARE = 0.05; // of the first window's, without the unit sphere
    private static final double EXPLODED = 1e4; // times the first window's gradient
    private static final double DEAD = 1e-6; // share of the first window's gradient
    private static final double FEW = 0.001; // active share
    private static final double NEARLY_ALL = 0.98; // active share
    private static final long LEAST_STEPS = 150; // before chance is named; a long run may still warm up then
    private static final double CHANCE = 0.56; // AUC on held-back people
    private static final int WORSE_IN_A_ROW = 3; // evaluations
    private static final double FALLEN = 0.01; // AUC, from the best

    private final TrainingRecipe recipe;
    private final Deque<StepMetrics> window = new ArrayDeque<>();
    private final Set<Symptom> said = EnumSet.noneOf(Symptom.class);
    private Optional<Means> first = Optional.empty();
    private int idle;
    private int busy;
    private int worse;
    private double bestAuc;
    private long bestStep;

    Doctor(TrainingRecipe recipe) {
        this.recipe = recipe;
    }

    /** Figures of some steps. */
    private record Means(double loss, double active, double toNegative, double gradient) {
        static Means of(Deque<StepMetrics> steps) {
            return new Means(
                    mean(steps, StepMetrics::loss),
                    mean(steps, StepMetrics::activeShare),
                    mean(steps, StepMetrics::meanToNegative),
                    mean(steps, StepMetrics::gradientNorm));
        }

        private static double mean(Deque<StepMetrics> steps, ToDoubleFunction<StepMetrics> figure) {
            return steps.stream().mapToDouble(figure).average().orElse(0);
        }
    }

    /** Looks at a step; every tenth is judged, with those before it. */
    Optional<Diagnosis> stepped(StepMetrics step) {
        window.add(step);
        if (window.size() < WINDOW) {
            return Optional.empty();
        }
        Means now = Means.of(window);
        window.clear();
        Means start = first.orElse(now);
        first = Optional.of(start);
        idle = now.active() < FEW ? idle + 1 : 0;
        busy = now.active() > NEARLY_ALL ? busy + 1 : 0;
        return collapse(step.step(), now, start)
                .or(() -> gradient(step.step(), now, start))
                .or(() -> triplets(step.step(), now));
    }

    private Optional<Diagnosis> collapse(long step, Means now, Means start) {
        boolean sphere = recipe.network().normalised();
        double limit = sphere ? COLLAPSED : COLLAPSED_SHARE * start.toNegative();
        if (now.toNegative() >= limit) {
            return Optional.empty();
        }
        return say(
                Symptom.COLLAPSE,
                step,
                "the embeddings have collapsed: different people are %.4f apart in the mean, after %.2f in the beginning, and the loss stands at %.4f. %s",
                now.toNegative(),
                start.toNegative(),
                now.loss(),
                wayOut());
    }

    /** The first of the known causes that the recipe shows. */
    private String wayOut() {
        if (recipe.loss().margin() == 0) {
            return "With loss.margin=0 one embedding for everybody costs nothing: set 0.2";
        }
        return switch (recipe.mining().strategy()) {
            case HARD, BATCH_HARD ->
                "The hardest negatives draw everything together as long as little is learnt: begin with mining.strategy=semi-hard, or set network.batchNormBeforeSphere=true";
            case RANDOM, ALL, SEMI_HARD, DISTANCE_WEIGHTED ->
                "Set network.batchNormBeforeSphere=true, or lower optimizer.learningRate";
        };
    }

    private Optional<Diagnosis> gradient(long step, Means now, Means start) {
        if (now.gradient() > EXPLODED * start.gradient() && start.gradient() > 0) {
            return say(
                    Symptom.EXPLODING_GRADIENT,
                    step,
                    "the gradient explodes: its norm is %.3g, after %.3g in the beginning. Lower optimizer.learningRate, or set optimizer.gradientClipping",
                    now.gradient(),
                    start.gradient());
        }
        if (now.active() > FEW && now.gradient() < DEAD * start.gradient()) {
            return say(
                    Symptom.DEAD_GRADIENT,
                    step,
                    "there is hardly a gradient left: its norm is %.3g, after %.3g in the beginning, though %.0f %% of the triplets have a loss. Begin anew with a lower optimizer.learningRate",
                    now.gradient(),
                    start.gradient(),
                    100 * now.active());
        }
        return Optional.empty();
    }

    private Optional<Diagnosis> triplets(long step, Means now) {
        if (idle >= PATIENCE) {
            return say(
                    Symptom.NO_TRIPLETS_LEFT,
                    step,
                    "%.2f %% of the triplets have a loss: these batches teach nothing more. Raise sampling.identities, take harder ones by mining.strategy, or add people",
                    100 * now.active());
        }
        if (busy >= PATIENCE) {
            return say(
                    Symptom.ALL_TRIPLETS_ACTIVE,
                    step,
                    "%.0f %% of the triplets have a loss since %d steps: people do not come apart. Lower loss.margin, or look at the names of the folders",
                    100 * now.active(),
                    PATIENCE * WINDOW);
        }
        return Optional.empty();
    }

    /** Looks at how held-back people are told apart. */
    Optional<Diagnosis> evaluated(EvaluationMetrics evaluation) {
        double auc = evaluation.auc();
        if (auc > bestAuc) {
            bestAuc = auc;
            bestStep = evaluation.step();
            worse = 0;
        } else if (auc < bestAuc - FALLEN) {
            worse++;
        }
        if (evaluation.step() >= LEAST_STEPS && bestAuc < CHANCE) {
            return say(
                    Symptom.NOTHING_LEARNT,
                    evaluation.step(),
                    "people who were held back are told apart hardly better than by chance, AUC %.3f: look at the pictures of some folders, whether each shows one person (likeness data inspect), then at optimizer.learningRate",
                    auc);
        }
        if (worse >= WORSE_IN_A_ROW) {
            return say(
                    Symptom.OVERFITTING,
                    evaluation.step(),
                    "held-back people are told apart worse since step %,d: AUC %.4f, after %.4f. It learns the training people by heart: raise augmentation.strength or network.dropout, or add people; the best step is kept",
                    bestStep,
                    auc,
                    bestAuc);
        }
        return Optional.empty();
    }

    private Optional<Diagnosis> say(Symptom symptom, long step, String text, Object... figures) {
        return said.add(symptom)
                ? Optional.of(new Diagnosis(symptom, step, String.format(Locale.ROOT, text, figures)))
                : Optional.empty();
    }
}

package org.likeness.training.optimizer;

import java.util.Locale;
import org.likeness.core.recipe.ScheduleSettings;
import org.likeness.core.recipe.TrainingRecipe;

/** The learning rate as a function of the step. */
public final class LearningRateSchedule {
    private final ScheduleSettings settings;
    private final double peak;
    private final long steps;
    private final long warmUp;

    /** The rates of a recipe's run. */
    public static LearningRateSchedule of(TrainingRecipe recipe) {
        return new LearningRateSchedule(
                recipe.schedule(),
                recipe.optimizer().learningRate(),
                recipe.run().steps());
    }

    /**
     * @param settings the recipe's
     * @param peak     the highest rate, 0 or more
     * @param steps    of the whole run, at least 1
     */
    public LearningRateSchedule(ScheduleSettings settings, double peak, long steps) {
        if (steps < 1) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "%d steps: at least 1 is needed", steps));
        }
        this.settings = settings;
        this.peak = peak;
        this.steps = steps;
        this.warmUp = Math.round(settings.warmUp() * steps);
    }

    /**
     * The rate of one step. It rises in equal parts over the warm-up, whose last step has the peak.
     *
     * @param step from 0; beyond the run's end the last step's rate
     */
    public double at(long step) {
        long within = Math.min(step, steps - 1);
        if (within < warmUp) {
            return peak * (within + 1) / warmUp;
        }
        return switch (settings.form()) {
            case CONSTANT -> peak;
            case COSINE -> peak * (1 + Math.cos(Math.PI * (within - warmUp) / (steps - warmUp))) / 2;
            case STEP -> peak * Math.pow(settings.factor(), (double) milestonesPassed(within));
        };
    }

    private long milestonesPassed(long step) {
        return settings.milestones().stream()
                .filter(share -> step >= Math.round(share * steps))
                .count();
    }
}

package org.likeness.training.run;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.likeness.core.EnumWord;
import org.likeness.core.recipe.MiningSettings;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.model.EncoderModel;
import org.likeness.training.optimizer.LearningRateSchedule;

/**
 * Another number of steps, or another schedule, for a started run. It is accepted if the completed steps would have been the same: the
 * extended run then ends with the same weights, bit for bit, as a run of that length from the start. A schedule that depends on the number
 * of steps, such as the cosine, cannot be extended: the learning rates of the completed steps would differ.
 */
final class RunExtension {
    private static final List<String> KEYS = List.of("run.steps:", "schedule.");

    private final TrainingRecipe before;
    private final TrainingRecipe after;
    private final long done;
    private final Optional<EncoderModel> encoder;

    /**
     * @param before  the recipe of the steps that are done
     * @param after   the recipe of those to come, which differs in nothing but {@link #concerns these settings}
     * @param done    how many steps are done
     * @param encoder that the run began with; nothing for random weights
     */
    RunExtension(TrainingRecipe before, TrainingRecipe after, long done, Optional<EncoderModel> encoder) {
        this.before = before;
        this.after = after;
        this.done = done;
        this.encoder = encoder;
    }

    /** Whether a difference of two recipes, as {@code key: before → after}, is one of length or schedule. */
    static boolean concerns(String difference) {
        return KEYS.stream().anyMatch(difference::startsWith);
    }

    /** Why the run cannot go on so; nothing if it can. */
    Optional<String> obstacle() {
        if (after.run().steps() < done) {
            return Optional.of(String.format(Locale.ROOT, "%,d steps are done already", done));
        }
        return otherRate().or(this::otherStage).or(this::missedLook).or(this::furtherEvaluation);
    }

    private Optional<String> otherRate() {
        LearningRateSchedule was = LearningRateSchedule.of(before);
        LearningRateSchedule wouldBe = LearningRateSchedule.of(after);
        for (long step = 0; step < done; step++) {
            if (was.at(step) != wouldBe.at(step)) {
                return Optional.of(String.format(
                        Locale.ROOT,
                        "the learning rate of step %,d was %.3g and would have been %.3g, because schedule.form %s and schedule.warmUp %s depend on the number of steps (a run with schedule.form constant and schedule.warmUp 0 can be extended)",
                        step + 1,
                        was.at(step),
                        wouldBe.at(step),
                        EnumWord.of(before.schedule().form()),
                        before.schedule().warmUp()));
            }
        }
        return Optional.empty();
    }

    private Optional<String> otherStage() {
        if (encoder.isEmpty()) {
            return Optional.empty();
        }
        FineTuningStages was = FineTuningStages.of(
                before.fineTuning(), encoder.get(), before.run().steps());
        FineTuningStages wouldBe = FineTuningStages.of(
                after.fineTuning(), encoder.get(), after.run().steps());
        for (long step = 0; step < done; step++) {
            if (was.number(step) != wouldBe.number(step)) {
                return Optional.of(String.format(
                        Locale.ROOT,
                        "step %,d would have been in another stage, because fineTuning.lengths are shares of all steps",
                        step + 1));
            }
        }
        return Optional.empty();
    }

    /** Looks that no step of the shorter run would have used were never taken. */
    private Optional<String> missedLook() {
        boolean looks = after.globalMining().every() > 0
                && before.run().steps() != after.run().steps();
        return looks
                ? Optional.of("with globalMining.every, its last searches of the training set were not made")
                : Optional.empty();
    }

    /** The evaluation at a run's end has a say in the choice of triplets. */
    private Optional<String> furtherEvaluation() {
        boolean further = after.mining().hardenTo() != MiningSettings.Hardening.NONE
                && done == before.run().steps()
                && done % after.run().evaluateEvery() != 0
                && done != after.run().steps();
        return further
                ? Optional.of(
                        "with mining.hardenTo, the evaluation at its end would not have been made there: run.evaluateEvery does not divide its steps")
                : Optional.empty();
    }
}

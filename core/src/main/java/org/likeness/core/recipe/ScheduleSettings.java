package org.likeness.core.recipe;

import java.util.List;
import java.util.Locale;

/**
 * The schedule of the learning rate over the steps.
 *
 * @param form       after the warm-up
 * @param warmUp     share of all steps in which the rate increases linearly from 0, in [0, 1)
 * @param milestones for {@code STEP}: shares of all steps in (0, 1), ascending, at each of which the rate is multiplied
 * @param factor     for {@code STEP}: the factor, in (0, 1]
 */
public record ScheduleSettings(Form form, double warmUp, List<Double> milestones, double factor) {
    public ScheduleSettings {
        milestones = List.copyOf(milestones);
        Range.closedOpen(0, 1).require("schedule.warmUp", warmUp);
        Range.openClosed(0, 1).require("schedule.factor", factor);
        double last = 0;
        for (double milestone : milestones) {
            if (!(milestone > last && milestone < 1)) {
                throw new SettingException(
                        "schedule.milestones",
                        String.format(
                                Locale.ROOT,
                                "schedule.milestones is %s: shares of all steps in (0, 1), ascending, are expected",
                                milestones));
            }
            last = milestone;
        }
    }

    /** The forms. */
    public enum Form {
        /** Stays at the peak. */
        CONSTANT,
        /** Half a cosine from the peak to 0. */
        COSINE,
        /** Multiplied at each milestone. */
        STEP
    }
}

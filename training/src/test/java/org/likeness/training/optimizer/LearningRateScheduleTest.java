package org.likeness.training.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.likeness.core.recipe.ScheduleSettings;
import org.likeness.core.recipe.ScheduleSettings.Form;

final class LearningRateScheduleTest {
    private static LearningRateSchedule schedule(Form form, double warmUp, Double... milestones) {
        return new LearningRateSchedule(new ScheduleSettings(form, warmUp, List.of(milestones), 0.1), 0.4, 100);
    }

    @Test
    void constantStaysAtThePeak() {
        assertThat(schedule(Form.CONSTANT, 0).at(0)).isEqualTo(0.4);
        assertThat(schedule(Form.CONSTANT, 0).at(99)).isEqualTo(0.4);
    }

    @Test
    void warmUpRisesInEqualPartsToThePeak() {
        LearningRateSchedule schedule = schedule(Form.CONSTANT, 0.1);
        assertThat(schedule.at(0)).isCloseTo(0.04, within(1e-12));
        assertThat(schedule.at(4)).isCloseTo(0.2, within(1e-12));
        assertThat(schedule.at(9)).isEqualTo(0.4);
        assertThat(schedule.at(10)).isEqualTo(0.4);
    }

    @Test
    void cosineFallsFromThePeakThroughItsHalfToNearlyNothing() {
        LearningRateSchedule schedule = schedule(Form.COSINE, 0.2);
        assertThat(schedule.at(20)).isEqualTo(0.4);
        assertThat(schedule.at(60)).isCloseTo(0.2, within(1e-12));
        assertThat(schedule.at(99)).isBetween(0.0, 0.001);
        assertThat(schedule.at(1000)).isEqualTo(schedule.at(99));
    }

    @Test
    void stepFallsAtEachMilestone() {
        LearningRateSchedule schedule = schedule(Form.STEP, 0, 0.5, 0.8);
        assertThat(schedule.at(49)).isEqualTo(0.4);
        assertThat(schedule.at(50)).isCloseTo(0.04, within(1e-12));
        assertThat(schedule.at(79)).isCloseTo(0.04, within(1e-12));
        assertThat(schedule.at(80)).isCloseTo(0.004, within(1e-12));
    }

    @Test
    void runWithoutStepsIsRefused() {
        assertThatThrownBy(() -> new LearningRateSchedule(new ScheduleSettings(Form.CONSTANT, 0, List.of(), 1), 0.1, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

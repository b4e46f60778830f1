package org.likeness.training.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.likeness.training.diagnostics.SimulatedRun.WELL;
import static org.likeness.training.diagnostics.SimulatedRun.symptoms;
import static org.likeness.training.diagnostics.SimulatedRun.watched;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.training.event.Diagnosis;
import org.likeness.training.event.Diagnosis.Symptom;
import org.likeness.training.event.EvaluationMetrics;
import tools.jackson.databind.json.JsonMapper;

class RunMonitorTest {
    private static final IntFunction<SimulatedRun> COLLAPSING = step -> {
        double left = Math.exp(-0.05 * step);
        return WELL.apart(1.7 * left, 2 * left).costing(0.2 + 0.1 * left).left(1, 0.9);
    };

    private static List<Symptom> judged(int every, String setting, double... aucs) {
        RunMonitor monitor = SimulatedRun.monitor(setting);
        List<Symptom> said = new ArrayList<>();
        for (int i = 0; i < aucs.length; i++) {
            int step = every * (i + 1);
            said.addAll(symptoms(monitor.evaluated(new EvaluationMetrics(step, aucs[i], aucs[i], 1, 200, false, step))
                    .diagnoses()));
        }
        return said;
    }

    @Test
    void aHealthyRunRaisesNoAlarm() {
        IntFunction<SimulatedRun> run = step -> WELL.left(0.6 / Math.sqrt(step), 0.95)
                .apart(0.6 + 1.2 / Math.sqrt(step), 2)
                .ranked(50 + 30 / Math.sqrt(step))
                .placed(0.2 + 0.6 / Math.sqrt(step), 0.02 + 0.3 / Math.sqrt(step), 0.1 / Math.sqrt(step));
        assertThat(watched(500, run)).isEmpty();
        assertThat(judged(100, "seed=1", 0.7, 0.85, 0.9, 0.92, 0.915, 0.918, 0.93, 0.925))
                .isEmpty();
    }

    @Test
    void collapseIsSaidOnceWithWhatTheRecipeShows() {
        assertThat(watched(300, COLLAPSING, "mining.strategy=batch-hard"))
                .singleElement()
                .satisfies(diagnosis -> {
                    assertThat(diagnosis.symptom()).isEqualTo(Symptom.COLLAPSE);
                    assertThat(diagnosis.step()).isEqualTo(70);
                    assertThat(diagnosis.text())
                            .contains("that of a constant embedding is 0.2000", "start with mining.strategy=semi-hard");
                });
        assertThat(watched(200, COLLAPSING, "loss.margin=0").get(0).text()).contains("loss.margin=0", "set 0.2");
        assertThat(watched(200, COLLAPSING, "network.batchNormBeforeSphere=false")
                        .get(0)
                        .text())
                .contains("Set network.batchNormBeforeSphere=true, or lower optimizer.learningRate");
    }

    @Test
    void aLossThatRestsWherePeopleAreLostIsACollapseOfTheSoftFormToo() {
        IntFunction<SimulatedRun> run =
                step -> step < 50 ? WELL : WELL.apart(0.38, 0.45).costing(Math.log(2));
        assertThat(symptoms(watched(200, run, "loss.form=soft", "loss.margin=0")))
                .containsExactly(Symptom.COLLAPSE);
        assertThat(watched(200, run, "loss.form=soft", "loss.margin=0.2"))
                .as("ln(1 + e^0.2) is 0.80")
                .isEmpty();
        IntFunction<SimulatedRun> half = step -> run.apply(step).costing(step < 50 ? 0.1 : Math.log(2) / 2);
        assertThat(symptoms(watched(200, half, "loss.form=soft", "loss.margin=0", "loss.weight=0.5")))
                .as("the loss rests at its weight")
                .containsExactly(Symptom.COLLAPSE);
    }

    @Test
    void withoutTheSphereACollapseIsMeasuredByHowTheRunBegan() {
        IntFunction<SimulatedRun> shrinking = step -> WELL.apart(100.0 / step, 200.0 / step);
        assertThat(watched(400, shrinking, "network.normalized=false"))
                .as("distances shrink, and people stay apart")
                .isEmpty();
        IntFunction<SimulatedRun> collapsing =
                step -> WELL.apart(190.0 / step, 200.0 / step).costing(0.199);
        assertThat(symptoms(watched(400, collapsing, "network.normalized=false")))
                .contains(Symptom.COLLAPSE);
    }

    @Test
    void anEncoderWhoseEmbeddingsLieCloseFromTheStartHasTimeToComeOutOfIt() {
        IntFunction<SimulatedRun> narrow = step -> WELL.apart(0.06, 0.08);
        assertThat(watched(90, narrow)).isEmpty();
        assertThat(symptoms(watched(100, narrow))).containsExactly(Symptom.COLLAPSE);
        assertThat(watched(400, step -> WELL.apart(0.03, 0.08)))
                .as("close, but people are apart")
                .isEmpty();
    }

    @Test
    void fewDirectionsAreAPartialCollapse() {
        IntFunction<SimulatedRun> run = step -> WELL.ranked(step < 100 ? 60 : 6);
        assertThat(watched(200, run)).singleElement().satisfies(diagnosis -> {
            assertThat(diagnosis.symptom()).isEqualTo(Symptom.PARTIAL_COLLAPSE);
            assertThat(diagnosis.step()).isEqualTo(140);
            assertThat(diagnosis.text()).contains("rank is 6.0 for batches of 44 people");
        });
        assertThat(watched(200, step -> run.apply(step).of(8)))
                .as("eight people fill six directions well enough")
                .isEmpty();
    }

    @Test
    void anEncodersOwnSizeAndSphereCount() {
        IntFunction<SimulatedRun> few = step -> WELL.ranked(12).of(100);
        assertThat(symptoms(watched(300, few))).containsExactly(Symptom.PARTIAL_COLLAPSE);
        TrainingRecipe recipe = SimulatedRun.recipe("network.batchNormBeforeSphere=false");
        assertThat(watched(new RunMonitor(recipe, new NetworkTraits(16, true, false), MonitorState.NONE), 1, 300, few))
                .as("16 dimensions can have no higher rank")
                .isEmpty();
        assertThat(watched(
                        new RunMonitor(recipe, new NetworkTraits(128, false, false), MonitorState.NONE),
                        1,
                        300,
                        step -> WELL.apart(0.06, 0.08)))
                .as("without the sphere 0.08 may be far")
                .isEmpty();
        assertThat(watched(
                                new RunMonitor(recipe, new NetworkTraits(128, true, false), MonitorState.NONE),
                                1,
                                300,
                                COLLAPSING)
                        .get(0)
                        .text())
                .as("an encoder's norm is not the recipe's to choose")
                .doesNotContain("batchNormBeforeSphere");
    }

    @Test
    void minedNothingIsNoDeadGradient() {
        IntFunction<SimulatedRun> nothing =
                step -> step <= 10 ? WELL : WELL.left(0.01, 0).costing(0).moved(0);
        assertThat(watched(300, nothing, "mining.strategy=hard"))
                .singleElement()
                .satisfies(diagnosis -> {
                    assertThat(diagnosis.symptom()).isEqualTo(Symptom.NO_TRIPLETS_LEFT);
                    assertThat(diagnosis.step()).isEqualTo(110);
                    assertThat(diagnosis.text()).contains("1.00 % of all triplets", "mining.strategy=semi-hard");
                });
        IntFunction<SimulatedRun> now = step -> step % 3 == 0 ? WELL : nothing.apply(step);
        assertThat(watched(300, now, "mining.strategy=hard"))
                .as("some batches still teach")
                .isEmpty();
    }

    @Test
    void gradientsThatExplodeOrDieAreNamed() {
        assertThat(symptoms(watched(100, step -> WELL.moved(Math.exp(0.2 * step)))))
                .containsExactly(Symptom.EXPLODING_GRADIENT);
        assertThat(symptoms(watched(200, step -> WELL.moved(Math.exp(-0.2 * step)))))
                .containsExactly(Symptom.DEAD_GRADIENT);
    }

    @Test
    void batchesThatTeachNothingOrNeverGetEasierAreNamed() {
        IntFunction<SimulatedRun> exhausted = step -> WELL.left(step < 50 ? 0.5 : 0.0005, 0.9);
        assertThat(watched(200, exhausted)).singleElement().satisfies(diagnosis -> {
            assertThat(diagnosis.symptom()).isEqualTo(Symptom.NO_TRIPLETS_LEFT);
            assertThat(diagnosis.step()).isEqualTo(150);
        });
        assertThat(watched(200, exhausted, "loss.form=soft"))
                .as("a soft loss never ends")
                .isEmpty();
        IntFunction<SimulatedRun> undivided = step -> WELL.left(0.99, 0.9).apart(1.9, 2);
        assertThat(symptoms(watched(200, undivided))).containsExactly(Symptom.ALL_TRIPLETS_ACTIVE);
        assertThat(watched(200, step -> WELL.left(0.99, 0.9), "loss.margin=2"))
                .as("a large margin, and people are apart")
                .isEmpty();
    }

    @Test
    void namesThatSayNothingAreNamedFromTheFirstFiftySteps() {
        IntFunction<SimulatedRun> shuffled = step -> WELL.placed(0.9, 0.5, 0.25);
        assertThat(watched(300, shuffled)).singleElement().satisfies(diagnosis -> {
            assertThat(diagnosis.symptom()).isEqualTo(Symptom.SHUFFLED_LABELS);
            assertThat(diagnosis.step()).isEqualTo(50);
            assertThat(diagnosis.text()).contains("50 % of the positives", "inspect the data set");
        });
        assertThat(symptoms(watched(300, step -> shuffled.apply(step).ranked(8))))
                .as("a network in ruins knows nobody")
                .doesNotContain(Symptom.SHUFFLED_LABELS);
    }

    @Test
    void wrongNamesAreNamedOnceTheOthersHaveComeTogether() {
        // a fifth of the pictures: 36 % of the pairs stand evenly, the others as in a run that has learned
        IntFunction<SimulatedRun> noisy =
                step -> step < 100 ? WELL.placed(0.7, 0.25, 0.11) : WELL.placed(0.49, 0.2, 0.1);
        assertThat(watched(400, noisy)).singleElement().satisfies(diagnosis -> {
            assertThat(diagnosis.symptom()).isEqualTo(Symptom.WRONG_LABELS);
            assertThat(diagnosis.step()).isBetween(250L, 400L);
            assertThat(diagnosis.text()).containsPattern("(19|20|21|22) % of the pictures");
        });
        assertThat(watched(400, step -> WELL.placed(0.7, 0.25, 0.08)))
                .as("hard pictures under right names")
                .isEmpty();
    }

    @Test
    void chanceIsNamedOnceTheRunHasWarmedUp() {
        assertThat(judged(100, "run.steps=200", 0.51, 0.52, 0.53)).containsExactly(Symptom.NOTHING_LEARNED);
        assertThat(judged(100, "run.steps=200", 0.51, 0.52)).hasSize(1);
        assertThat(judged(100, "schedule.warmUp=0.5", 0.51, 0.52, 0.53, 0.6))
                .as("a thousand steps of warm-up")
                .isEmpty();
        assertThat(judged(100, "mining.warmUpSteps=900", 0.51, 0.52, 0.53, 0.6)).isEmpty();
    }

    @Test
    void learningByHeartShowsInHeldBackPeople() {
        assertThat(judged(100, "seed=1", 0.9, 0.95, 0.93, 0.92, 0.91, 0.9)).containsExactly(Symptom.OVERFITTING);
        assertThat(judged(100, "seed=1", 0.9, 0.95, 0.935, 0.949, 0.938, 0.949, 0.939))
                .as("worse now and then, not three times in a row")
                .isEmpty();
        RunMonitor monitor = SimulatedRun.monitor();
        List<Diagnosis> said = new ArrayList<>();
        for (int step = 0; step <= 300; step += 100) {
            double auc = step == 0 ? 0.99 : 0.9;
            said.addAll(monitor.evaluated(new EvaluationMetrics(step, auc, auc, 1, 200, false, step))
                    .diagnoses());
        }
        assertThat(said)
                .singleElement()
                .satisfies(diagnosis -> assertThat(diagnosis.text())
                        .contains("forgets what the initial encoder had learned", "fineTuning.depths"));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 10, 47, 99, 128})
    void aResumedRunHearsWhatAnUnbrokenOneHears(int stop) {
        IntFunction<SimulatedRun> run = step -> step < 60 ? WELL.placed(0.9, 0.5, 0.25) : COLLAPSING.apply(step);
        List<Diagnosis> unbroken = watched(200, run);
        assertThat(unbroken).hasSizeGreaterThan(0);
        RunMonitor first = SimulatedRun.monitor();
        List<Diagnosis> said = new ArrayList<>(watched(first, 1, stop, run));
        JsonMapper json = JsonMapper.builder().build();
        MonitorState memory = json.readValue(
                        json.writeValueAsString(MonitorEntry.of(first.memory())), MonitorEntry.class)
                .state();
        assertThat(memory).isEqualTo(first.memory());
        said.addAll(watched(SimulatedRun.monitor(memory), stop + 1, 200, run));
        assertThat(said).isEqualTo(unbroken);
    }
}

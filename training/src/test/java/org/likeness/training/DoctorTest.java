package org.likeness.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.UserException;
import org.likeness.training.Diagnosis.Symptom;

class DoctorTest {
    @TempDir
    private Path folder;

    private static StepMetrics step(int number, double active, double toNegative, double gradient) {
        return new StepMetrics(
                number,
                0.2,
                10,
                active,
                0.9,
                toNegative / 2,
                toNegative,
                1e-3,
                gradient,
                64,
                1,
                0,
                number,
                new TreeMap<>());
    }

    private static EvaluationMetrics evaluation(int step, double auc) {
        return new EvaluationMetrics(step, auc, auc, 1, 200, false, step);
    }

    private static List<Diagnosis> watched(int steps, IntFunction<StepMetrics> run, String... settings) {
        Doctor doctor = new Doctor(SmallRun.recipe(settings));
        List<Diagnosis> said = new ArrayList<>();
        for (int number = 1; number <= steps; number++) {
            doctor.stepped(run.apply(number)).ifPresent(said::add);
        }
        return said;
    }

    private static List<Symptom> judged(double... aucs) {
        Doctor doctor = new Doctor(SmallRun.recipe());
        List<Symptom> said = new ArrayList<>();
        for (int i = 0; i < aucs.length; i++) {
            doctor.evaluated(evaluation(100 * (i + 1), aucs[i])).ifPresent(diagnosis -> said.add(diagnosis.symptom()));
        }
        return said;
    }

    @Test
    void aHealthyRunRaisesNoAlarm() {
        assertThat(watched(500, number -> step(number, 0.6 / Math.sqrt(number), 2, 1.7 - 0.001 * number)))
                .isEmpty();
        assertThat(judged(0.7, 0.85, 0.9, 0.92, 0.915, 0.918, 0.93, 0.925)).isEmpty();
    }

    @Test
    void collapseIsSaidOnceWithWhatTheRecipeShows() {
        IntFunction<StepMetrics> run = number -> step(number, 1, 2 * Math.exp(-0.05 * number), 1);
        assertThat(watched(200, run, "mining.strategy=batch-hard")).first().satisfies(diagnosis -> {
            assertThat(diagnosis.symptom()).isEqualTo(Symptom.COLLAPSE);
            assertThat(diagnosis.step()).isEqualTo(70);
            assertThat(diagnosis.text()).contains("begin with mining.strategy=semi-hard");
        });
        assertThat(watched(200, run, "loss.margin=0").get(0).text()).contains("loss.margin=0", "set 0.2");
        assertThat(watched(200, run, "network.normalised=false").get(0).step())
                .as("measured by how the run began")
                .isBetween(60L, 100L);
        assertThat(watched(200, run).stream().filter(said -> said.symptom() == Symptom.COLLAPSE))
                .hasSize(1);
    }

    @Test
    void gradientsThatExplodeOrDieAreNamed() {
        assertThat(watched(100, number -> step(number, 0.5, 2, Math.exp(0.2 * number))))
                .extracting(Diagnosis::symptom)
                .containsExactly(Symptom.EXPLODING_GRADIENT);
        assertThat(watched(200, number -> step(number, 0.5, 2, Math.exp(-0.2 * number))))
                .extracting(Diagnosis::symptom)
                .containsExactly(Symptom.DEAD_GRADIENT);
    }

    @Test
    void batchesThatTeachNothingOrNeverGetEasierAreNamed() {
        assertThat(watched(200, number -> step(number, number < 50 ? 0.5 : 0.0005, 2, 1)))
                .singleElement()
                .satisfies(diagnosis -> {
                    assertThat(diagnosis.symptom()).isEqualTo(Symptom.NO_TRIPLETS_LEFT);
                    assertThat(diagnosis.step()).isEqualTo(150);
                });
        assertThat(watched(200, number -> step(number, 0.99, 2, 1)))
                .extracting(Diagnosis::symptom)
                .containsExactly(Symptom.ALL_TRIPLETS_ACTIVE);
    }

    @Test
    void chanceAndLearningByHeartShowInHeldBackPeople() {
        assertThat(judged(0.51, 0.52, 0.53)).containsExactly(Symptom.NOTHING_LEARNT);
        assertThat(judged(0.9, 0.95, 0.93, 0.92, 0.91, 0.9)).containsExactly(Symptom.OVERFITTING);
    }

    @Test
    void aCollapsedRunIsStoppedUnlessItMayGoOn() {
        String[] ruinous = {
            "mining.strategy=batch-hard",
            "network.batchNormBeforeSphere=false",
            "optimizer.learningRate=0.01",
            "run.steps=120",
            "run.evaluateEvery=120",
            "run.checkpointEvery=120"
        };
        List<Diagnosis> said = new ArrayList<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void diagnosed(Diagnosis diagnosis) {
                said.add(diagnosis);
            }
        };
        assertThatThrownBy(() -> SmallRun.trainer(SmallRun.recipe(ruinous), folder.resolve("stopped"))
                        .listener(listener)
                        .train())
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("stopped at step")
                .hasMessageContaining("the embeddings have collapsed");
        assertThat(said).last().extracting(Diagnosis::symptom).isEqualTo(Symptom.COLLAPSE);
        List<String> settings = new ArrayList<>(List.of(ruinous));
        settings.add("run.stopOnCollapse=false");
        assertThat(SmallRun.trainer(SmallRun.recipe(settings.toArray(String[]::new)), folder.resolve("goes-on"))
                        .train()
                        .finished())
                .isTrue();
    }
}

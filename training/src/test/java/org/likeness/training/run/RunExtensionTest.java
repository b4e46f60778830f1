package org.likeness.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.likeness.core.LikenessException;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.training.SmallRun;
import org.likeness.training.event.TrainingResult;

final class RunExtensionTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit's
    private Path folder;

    private static TrainingRecipe constant(int steps, String... more) {
        String[] settings = new String[more.length + 3];
        settings[0] = "schedule.form=constant";
        settings[1] = "schedule.warmUp=0";
        settings[2] = "run.steps=" + steps;
        System.arraycopy(more, 0, settings, 3, more.length);
        return SmallRun.recipe(settings);
    }

    @ParameterizedTest
    @CsvSource({"adamw,3,7", "sgd,4,9"})
    void aRunThatBecomesLongerEndsAsOneThatWasThatLongFromTheStart(String algorithm, int first, int all) {
        String optimizer = "optimizer.algorithm=" + algorithm;
        Path whole = folder.resolve("whole");
        Path extended = folder.resolve("extended");
        SmallRun.train(constant(all, optimizer, "network.dropout=0.5"), whole);
        SmallRun.train(constant(first, optimizer, "network.dropout=0.5"), extended);
        TrainingResult result = SmallRun.trainer(constant(all, optimizer, "network.dropout=0.5"), extended)
                .resume(true)
                .train();
        assertThat(result.finished()).isTrue();
        assertThat(result.steps()).isEqualTo(all);
        assertThat(SmallRun.tensors(extended)).isEqualTo(SmallRun.tensors(whole));
    }

    @Test
    void aScheduleThatIsStretchedOverAllStepsIsRefusedWithTheReason() {
        Path run = folder.resolve("run");
        SmallRun.train(SmallRun.recipe("run.steps=3"), run);
        byte[] encoder = SmallRun.encoder(run);
        assertThatThrownBy(() -> SmallRun.trainer(SmallRun.recipe("run.steps=6"), run)
                        .resume(true)
                        .train())
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("cannot be resumed with run.steps: 3 → 6")
                .hasMessageContaining("schedule.form cosine")
                .hasMessageContaining("encoder.onnx");
        assertThat(SmallRun.encoder(run)).isEqualTo(encoder);
    }

    private static Optional<String> obstacle(TrainingRecipe before, TrainingRecipe after, long done) {
        return new RunExtension(before, after, done, Optional.empty()).obstacle();
    }

    @Test
    void aWarmUpOfAsManyStepsMayStay() {
        TrainingRecipe before = constant(100, "schedule.warmUp=0.1");
        assertThat(obstacle(before, constant(200, "schedule.warmUp=0.1"), 100).orElseThrow())
                .contains("step 1 ", "schedule.warmUp 0.1");
        assertThat(obstacle(before, constant(200, "schedule.warmUp=0.05"), 100)).isEmpty();
    }

    @Test
    void aRunMayBecomeShorterButNotThanItIs() {
        assertThat(obstacle(constant(100), constant(50), 50)).isEmpty();
        assertThat(obstacle(constant(100), constant(49), 50).orElseThrow()).contains("50 steps are done");
    }

    @Test
    void whatDependsOnTheEndOtherwiseIsRefused() {
        assertThat(obstacle(constant(100, "globalMining.every=10"), constant(200, "globalMining.every=10"), 100)
                        .orElseThrow())
                .contains("globalMining.every");
        String[] hardening = {"mining.hardenTo=hard", "run.evaluateEvery=30"};
        assertThat(obstacle(constant(100, hardening), constant(200, hardening), 100)
                        .orElseThrow())
                .contains("mining.hardenTo");
        assertThat(obstacle(constant(90, hardening), constant(200, hardening), 90))
                .isEmpty();
    }
}

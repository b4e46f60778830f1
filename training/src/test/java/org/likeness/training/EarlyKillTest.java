package org.likeness.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.LikenessException;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.model.EncoderModel;
import org.likeness.training.event.EvaluationMetrics;
import org.likeness.training.event.StepMetrics;
import org.likeness.training.event.TrainingListener;
import org.likeness.training.files.Checkpoint;
import org.likeness.training.files.RunDirectory;

/** Runs that are killed before their second checkpoint. */
final class EarlyKillTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit's
    private Path folder;

    @Test
    void aRunWithoutCheckpointStartsAgain() throws IOException {
        Path run = folder.resolve("run");
        ResumeTest.part(SmallRun.recipe(), run, false, 2);
        Files.delete(new RunDirectory(run).checkpoints().resolve("step-000000002.safetensors"));
        assertThat(SmallRun.trainer(SmallRun.recipe(), run).resume(true).train().finished())
                .isTrue();
        assertThat(Optional.of(SmallRun.latest(run)).map(Checkpoint::step)).contains(7L);
    }

    @Test
    void aRunThatIsKilledBeforeItsFirstCheckpointGoesOnAsItBegan() {
        Path first = folder.resolve("first");
        SmallRun.train(SmallRun.recipe(), first);
        EncoderModel encoder = EncoderModel.read(new RunDirectory(first).encoder());
        TrainingRecipe recipe = SmallRun.recipe("run.checkpointEvery=100", "run.evaluateEvery=2");
        Path run = folder.resolve("run");
        TrainingListener killer = new TrainingListener() {
            @Override
            public void stepped(StepMetrics metrics) {
                if (metrics.step() == 3) {
                    throw new IllegalStateException("killed");
                }
            }
        };
        assertThatThrownBy(() -> SmallRun.trainer(recipe, run)
                        .from(encoder)
                        .acceptWorse(true)
                        .listener(killer)
                        .train())
                .hasMessage("killed");
        assertThatThrownBy(() -> SmallRun.trainer(recipe, run).resume(true).train())
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("started from encoder " + encoder.space() + ", not from random weights");
        assertThat(SmallRun.trainer(recipe, run)
                        .from(encoder)
                        .acceptWorse(true)
                        .resume(true)
                        .train()
                        .finished())
                .isTrue();
        Path whole = folder.resolve("whole");
        SmallRun.trainer(recipe, whole).from(encoder).acceptWorse(true).train();
        assertThat(SmallRun.encoder(run)).isEqualTo(SmallRun.encoder(whole));
        assertThat(ResumeTest.learning(run)).isEqualTo(ResumeTest.learning(whole));
    }

    @Test
    void anEncoderOfAnEarlierPartIsNotTakenForThisOnes() {
        Path run = folder.resolve("run");
        assertThatThrownBy(() -> SmallRun.trainer(SmallRun.recipe("run.checkpointEvery=100"), run)
                        .listener(new TrainingListener() {
                            @Override
                            public void evaluated(EvaluationMetrics metrics) {
                                throw new IllegalStateException("killed");
                            }
                        })
                        .train())
                .hasMessage("killed");
        assertThat(new RunDirectory(run).encoder()).exists();
        assertThat(ResumeTest.part(SmallRun.recipe("run.checkpointEvery=100"), run, true, 1)
                        .encoder())
                .as("nothing was judged yet since the checkpoint")
                .isEmpty();
    }
}

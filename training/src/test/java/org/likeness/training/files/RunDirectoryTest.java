package org.likeness.training.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.LikenessException;
import org.likeness.core.file.FolderLock;
import org.likeness.training.SmallRun;
import org.likeness.training.event.StepMetrics;
import org.likeness.training.event.TrainingListener;
import org.likeness.training.event.TrainingResult;

final class RunDirectoryTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit's
    private Path folder;

    @Test
    void aRunIsNotMixedWithOtherFiles() throws IOException {
        Path photos = Files.createDirectories(folder.resolve("photos"));
        Path file = Files.writeString(photos.resolve("thesis.txt"), "mine");
        assertThatThrownBy(() -> SmallRun.train(SmallRun.recipe(), photos))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("is not empty and contains no run (it contains thesis.txt)");
        assertThat(file).hasContent("mine");
        try (var files = Files.list(photos)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void whatARunLeavesThatWasKilledBeforeItBeganIsNoObstacle() throws IOException {
        RunDirectory run = new RunDirectory(folder.resolve("run"));
        Files.createDirectories(run.checkpoints());
        Files.createDirectories(run.events());
        for (Path left : new Path[] {
            run.metrics(),
            run.log(),
            run.crops(),
            run.path().resolve(FolderLock.FILE),
            run.path().resolve("recipe.yaml.4711.tmp")
        }) {
            Files.createFile(left);
        }
        assertThat(RunDirectory.create(run.path())).isEqualTo(run);
    }

    /** A second training begins while the first one takes a step. */
    @Test
    void aSecondTrainingInOneFolderIsRefusedWhetherItBeginsOrGoesOn() {
        Path run = folder.resolve("run");
        TrainingListener second = new TrainingListener() {
            @Override
            public void stepped(StepMetrics metrics) {
                assertThatThrownBy(() ->
                                SmallRun.trainer(SmallRun.recipe("seed=2"), run).train())
                        .isInstanceOf(LikenessException.class)
                        .hasMessageContaining("contains a run");
                assertThatThrownBy(() -> SmallRun.trainer(SmallRun.recipe(), run)
                                .resume(true)
                                .train())
                        .isInstanceOf(LikenessException.class)
                        .hasMessageContaining("is in use by process "
                                + ProcessHandle.current().pid());
            }
        };
        TrainingResult result = SmallRun.trainer(SmallRun.recipe("run.steps=2"), run)
                .listener(second)
                .train();
        assertThat(result.finished()).isTrue();
        Path alone = folder.resolve("alone");
        SmallRun.train(SmallRun.recipe("run.steps=2"), alone);
        assertThat(SmallRun.tensors(run)).isEqualTo(SmallRun.tensors(alone));
        assertThat(SmallRun.encoder(run)).isEqualTo(SmallRun.encoder(alone));
    }
}

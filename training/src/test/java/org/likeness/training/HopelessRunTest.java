package org.likeness.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.dataset.synthetic.SyntheticPeople;
import org.likeness.training.event.Diagnosis;
import org.likeness.training.event.Diagnosis.Symptom;
import org.likeness.training.event.StepMetrics;
import org.likeness.training.event.TrainingListener;
import org.likeness.training.files.RunDirectory;
import org.likeness.training.files.RunHistory;
import org.likeness.training.run.CollapsedException;

/** Runs that go wrong on purpose, from beginning to end. */
@Tag("slow")
class HopelessRunTest {
    private static final String[] RUINOUS = {
        "mining.strategy=batch-hard",
        "network.batchNormBeforeSphere=false",
        "optimizer.learningRate=0.01",
        "run.steps=80",
        "run.evaluateEvery=80",
        "run.checkpointEvery=80"
    };

    @TempDir
    private Path folder;

    private static List<Diagnosis> said(Path run) {
        return RunHistory.read(new RunDirectory(run)).diagnoses();
    }

    private static String[] with(String[] settings, String... more) {
        List<String> all = new ArrayList<>(List.of(settings));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @Test
    void aCollapsedRunIsStopped() {
        assertThatThrownBy(() -> SmallRun.train(SmallRun.recipe(RUINOUS), folder))
                .isInstanceOf(CollapsedException.class)
                .hasMessageStartingWith("stopped at step")
                .hasMessageContaining("the embeddings have collapsed");
        assertThat(said(folder)).last().extracting(Diagnosis::symptom).isEqualTo(Symptom.COLLAPSE);
    }

    @Test
    void aRunThatWillNotGoOnKeepsNoDecodedPictures() {
        assertThatThrownBy(() -> SmallRun.train(SmallRun.recipe(with(RUINOUS, "run.store=mapped")), folder))
                .isInstanceOf(CollapsedException.class);
        assertThat(new RunDirectory(folder).crops()).doesNotExist();
    }

    @Test
    void aCollapsedRunThatMayGoOnIsJudgedTheSameWhenItIsResumed() {
        String[] settings = with(RUINOUS, "run.stopOnCollapse=false");
        Path unbroken = folder.resolve("unbroken");
        assertThat(SmallRun.train(SmallRun.recipe(settings), unbroken).finished())
                .isTrue();
        Path resumed = folder.resolve("resumed");
        for (int stop : new int[] {14, 47, 80}) {
            Trainer part = SmallRun.trainer(SmallRun.recipe(settings), resumed).resume(stop > 14);
            part.listener(new TrainingListener() {
                        @Override
                        public void stepped(StepMetrics metrics) {
                            if (metrics.step() == stop) {
                                part.requestStop();
                            }
                        }
                    })
                    .train();
        }
        assertThat(said(unbroken)).extracting(Diagnosis::symptom).contains(Symptom.COLLAPSE);
        assertThat(said(resumed)).isEqualTo(said(unbroken));
        assertThat(SmallRun.latest(resumed).monitor())
                .isEqualTo(SmallRun.latest(unbroken).monitor());
    }

    @Test
    void namesThatWereShuffledAreNamed() {
        FaceDataset people = PictureInMemory.all(new SyntheticPeople(3, 32).dataset(90, 4));
        Trainer.of(
                        SmallRun.recipe(
                                "sampling.identities=14",
                                "run.steps=50",
                                "run.evaluateEvery=50",
                                "run.checkpointEvery=50"),
                        shuffled(people, 5))
                .into(folder)
                .train();
        assertThat(said(folder)).extracting(Diagnosis::symptom).containsExactly(Symptom.SHUFFLED_LABELS);
    }

    /** The same pictures, each under the name of somebody drawn at random. */
    private static FaceDataset shuffled(FaceDataset people, long seed) {
        List<Picture> pictures = new ArrayList<>();
        people.identities().forEach(identity -> pictures.addAll(identity.pictures()));
        Collections.shuffle(pictures, new Random(seed));
        List<Identity> identities = new ArrayList<>();
        int next = 0;
        for (Identity identity : people.identities()) {
            int end = next + identity.pictures().size();
            identities.add(new Identity(identity.name(), pictures.subList(next, end)));
            next = end;
        }
        return new FaceDataset(people.name(), identities);
    }
}

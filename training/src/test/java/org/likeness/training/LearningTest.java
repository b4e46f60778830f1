package org.likeness.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.synthetic.SyntheticPeople;
import org.likeness.training.event.StepMetrics;
import org.likeness.training.event.TrainingListener;
import org.likeness.training.event.TrainingResult;

@Tag("slow")
final class LearningTest {
    private static final FaceDataset PEOPLE = PictureInMemory.all(new SyntheticPeople(7, 32).dataset(80, 6));
    private static final List<String> SETTINGS = List.of(
            "network.embeddingSize=32",
            "data.heldBackIdentities=16",
            "data.heldBackPairs=240",
            "sampling.identities=8",
            "mining.strategy=all",
            "loss.reduction=mean",
            "run.evaluateEvery=1000");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit's
    private Path folder;

    /** Remembers all steps, and what the process holds after some of them. */
    private static final class Watcher implements TrainingListener {
        private final List<StepMetrics> steps = new ArrayList<>();
        private final List<Long> resident = new ArrayList<>();

        @Override
        public void stepped(StepMetrics metrics) {
            steps.add(metrics);
            if (metrics.step() == 100 || metrics.step() == 500) {
                System.gc(); // the Java heap, which other tests have grown, is as small as it can be both times
                resident.add(residentMegabytes());
            }
        }

        double mean(int from, int to, ToDoubleFunction<StepMetrics> metric) {
            return steps.subList(from, to).stream()
                    .mapToDouble(metric)
                    .average()
                    .orElseThrow();
        }
    }

    private TrainingResult train(int steps, TrainingListener listener) {
        String[] settings = Stream.concat(SETTINGS.stream(), Stream.of("run.steps=" + steps))
                .toArray(String[]::new);
        return Trainer.of(SmallRun.recipe(settings), PEOPLE)
                .into(folder.resolve("steps" + steps))
                .listener(listener)
                .train();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void fiveHundredStepsTeachAndHoldNoMoreMemory() {
        double before = train(1, new TrainingListener() {}).best().orElseThrow().auc();
        Watcher watcher = new Watcher();
        TrainingResult result = train(500, watcher);
        assertThat(result.best().orElseThrow().auc())
                .isGreaterThan(before + 0.1)
                .isGreaterThan(0.8);
        assertThat(watcher.mean(480, 500, StepMetrics::loss)).isLessThan(0.5 * watcher.mean(0, 20, StepMetrics::loss));
        assertThat(watcher.mean(480, 500, StepMetrics::activeShare))
                .isLessThan(0.5 * watcher.mean(0, 20, StepMetrics::activeShare));
        assertThat(watcher.resident.get(1) - watcher.resident.get(0))
                .as("MB that 400 steps leave behind")
                .isLessThan(100);
    }

    @Test
    void aSoftmaxAloneTeachesToTellApartPeopleItHasNoCenterFor() {
        String[] settings = Stream.concat(
                        SETTINGS.stream(),
                        Stream.of(
                                "loss.weight=0",
                                "softmax.form=arcface",
                                "softmax.scale=10",
                                "softmax.angularMargin=0.2",
                                "softmax.learningRate=0.5",
                                "softmax.share=0.5",
                                "run.steps=150"))
                .toArray(String[]::new);
        Watcher watcher = new Watcher();
        TrainingResult result = Trainer.of(SmallRun.recipe(settings), PEOPLE)
                .into(folder.resolve("softmax"))
                .listener(watcher)
                .train();
        double before = train(1, new TrainingListener() {}).best().orElseThrow().auc();
        assertThat(result.best().orElseThrow().auc())
                .isGreaterThan(before + 0.1)
                .isGreaterThan(0.75);
        assertThat(watcher.mean(130, 150, step -> step.further().getOrDefault("softmaxLoss", Double.NaN)))
                .isLessThan(0.7 * watcher.mean(0, 20, StepMetrics::loss));
        assertThat(watcher.mean(130, 150, step -> step.further().getOrDefault("softmaxAccuracy", Double.NaN)))
                .as("by chance it would be 0.03")
                .isGreaterThan(0.3);
    }

    private static long residentMegabytes() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/status"), StandardCharsets.UTF_8)) {
                if (line.startsWith("VmRSS:")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024;
                }
            }
            throw new IOException("no VmRSS");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

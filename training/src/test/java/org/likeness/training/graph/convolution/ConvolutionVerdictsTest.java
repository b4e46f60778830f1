package org.likeness.training.graph.convolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.model.graph.OnnxGraph;
import org.likeness.model.graph.TensorData;
import org.likeness.training.graph.GraphFixture;
import org.likeness.training.graph.TrainableGraph;
import org.likeness.training.graph.convolution.ConvolutionCase.Layout;
import org.likeness.training.graph.operator.GraphSettings;
import org.likeness.training.libtorch.Device;
import org.likeness.training.libtorch.Libtorch;
import org.likeness.training.libtorch.Precision;

/** Convolutions are tried where they can do no harm, and are right here whatever comes of it. */
final class ConvolutionVerdictsTest {
    private static final ConvolutionCase SMALL = square(8, 3);

    /** Four pictures, 1×1, 128 to 512 channels: wrong by a half where oneDNN takes caches for one byte large. */
    private static final long[] OFTEN_WRONG = {4, 128, 14, 14};

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit's
    private Path folder;

    private static ConvolutionCase square(long size, long kernel) {
        return new ConvolutionCase(
                Convolution.plain(new long[] {1, 1}, new long[] {0, 0}, new long[] {1, 1}, 1),
                Layout.channelsLast(2, 3, size, size),
                Layout.channelsLast(4, 3, kernel, kernel),
                true);
    }

    @Test
    void aProcessThatDiedAnswersNothing() throws IOException {
        try (TrialProcess trials = TrialProcess.start()) {
            assertThat(trials.error(TrialProcess.question(SMALL, 1)).orElseThrow())
                    .isLessThan(ConvolutionTrial.TOLERANCE);
            trials.close();
            assertThat(trials.error(TrialProcess.question(SMALL, 1))).isEmpty();
        }
    }

    @Test
    void aConvolutionThatCannotBeTriedIsNotTakenToBeRight() {
        Path file = folder.resolve("some").resolve("verdicts.txt");
        ConvolutionVerdicts verdicts = new ConvolutionVerdicts(KeptVerdicts.in(file));
        ConvolutionCase impossible = square(4, 9);
        assertThat(verdicts.isRight(impossible, 1)).isFalse();
        assertThat(verdicts.isRight(SMALL, 1))
                .as("one that is tried after it, in a new process")
                .isTrue();
        assertThat(KeptVerdicts.in(file).read())
                .as("without the one that was not answered")
                .isEqualTo(Map.of(TrialProcess.question(SMALL, 1), true));
    }

    @Test
    void whatAnotherProcessHasFoundHolds() throws IOException {
        Path file = folder.resolve("verdicts.txt");
        String wrong = TrialProcess.question(SMALL, 1);
        String contradicted = TrialProcess.question(SMALL, 2);
        KeptVerdicts.in(file).keep(wrong, false);
        KeptVerdicts.in(file).keep(contradicted, true);
        KeptVerdicts.in(file).keep(contradicted, false);
        Files.writeString(file, "right: 1 1 tor", StandardOpenOption.APPEND);
        assertThat(KeptVerdicts.in(file).read()).isEqualTo(Map.of(wrong, false));
        ConvolutionVerdicts verdicts = new ConvolutionVerdicts(KeptVerdicts.in(file));
        assertThat(verdicts.isRight(SMALL, 1)).as("as the file says").isFalse();
        assertThat(verdicts.isRight(SMALL, 2)).as("tried again").isTrue();
    }

    @Test
    void aFileThatCannotBeWrittenIsDoneWithout() throws IOException {
        Path occupied = Files.createFile(folder.resolve("occupied"));
        KeptVerdicts kept = KeptVerdicts.in(occupied.resolve("verdicts.txt"));
        kept.keep("1 2 3", true);
        assertThat(kept.read()).isEmpty();
        assertThat(KeptVerdicts.in(folder).read()).as("a folder").isEmpty();
    }

    @Test
    void verdictsOfThisMachineAreKeptWhereItsStartIsKnown() {
        assumeTrue(Files.isReadable(Path.of("/proc/sys/kernel/random/boot_id")), "Linux tells when it was started");
        assertThat(ConvolutionVerdicts.OF_THIS_MACHINE.isRight(SMALL, 1)).isTrue();
        assertThat(KeptVerdicts.ofThisMachine().read()).containsEntry(TrialProcess.question(SMALL, 1), true);
    }

    @Test
    void checkedConvolutionsAreRightOnAnyMachine() {
        GraphFixture fixture = new GraphFixture(new SplittableRandom(1), 13, OFTEN_WRONG);
        fixture.node("Conv", Map.of(), fixture.weights(0.1, 512, 128, 1, 1));
        fixture.node("Flatten", Map.of());
        OnnxGraph graph = fixture.build();
        TensorData.Floats input = GraphFixture.normal(new SplittableRandom(2), 1, OFTEN_WRONG);
        float[] expected = embed(graph, fixture.trainable(), input, Precision.DOUBLE, ConvolutionPolicy.CHECKED);
        for (ConvolutionPolicy convolving : List.of(ConvolutionPolicy.CHECKED, ConvolutionPolicy.PRODUCTS)) {
            float[] found = embed(graph, fixture.trainable(), input, Precision.FLOAT, convolving);
            for (int i = 0; i < expected.length; i++) {
                assertThat(Math.abs((double) found[i] - expected[i]))
                        .as("%s, place %d", convolving, i)
                        .isLessThan(1e-5);
            }
        }
    }

    private static float[] embed(
            OnnxGraph graph,
            Set<String> trainable,
            TensorData.Floats input,
            Precision precision,
            ConvolutionPolicy convolving) {
        GraphSettings settings =
                new GraphSettings(precision, GraphSettings.USUAL_MOMENTUM, false, Device.PROCESSOR, convolving);
        try (TrainableGraph trainableGraph = TrainableGraph.of(graph, trainable, settings)) {
            Libtorch.setThreads(2);
            return trainableGraph.embed(input.values(), (int) input.shape()[0]);
        }
    }
}

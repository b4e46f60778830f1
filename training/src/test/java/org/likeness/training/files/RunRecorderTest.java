package org.likeness.training.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.likeness.core.recipe.MiningSettings.Strategy;
import org.likeness.training.event.Diagnosis;
import org.likeness.training.event.Diagnosis.Symptom;
import org.likeness.training.event.EvaluationMetrics;
import org.likeness.training.event.GlobalMiningRound;
import org.likeness.training.event.MiningChange;
import org.likeness.training.event.StepMetrics;
import org.likeness.training.event.TrainingResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class RunRecorderTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit's
    private Path folder;

    private RunRecorder recorder(int logEvery, long stepsDone) {
        return new RunRecorder(
                new RunDirectory(folder), logEvery, 10, stepsDone, 0.5 * stepsDone, InstantSource.fixed(Instant.EPOCH));
    }

    /** A step of 20 pictures that took half a second, a tenth of it waiting. */
    private static StepMetrics step(long number, double loss) {
        return new StepMetrics(
                number, loss, 3 * loss, 0.5, 0.25, 0.4, 1.2, 1e-3, 2, 20, 0.5, 0.05, 0.5 * number, new TreeMap<>());
    }

    private List<JsonNode> lines() throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(new RunDirectory(folder).metrics(), StandardCharsets.UTF_8)) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    @Test
    void aLineIsTheMeanOfItsSteps() throws IOException {
        try (RunRecorder recorder = recorder(2, 0)) {
            recorder.stepped(step(1, 0.2));
            recorder.stepped(step(2, 0.4));
        }
        JsonNode line = lines().get(0);
        assertThat(line.propertyNames())
                .containsExactly(
                        "kind",
                        "step",
                        "seconds",
                        "loss",
                        "cost",
                        "activeShare",
                        "minedShare",
                        "meanToPositive",
                        "meanToNegative",
                        "learningRate",
                        "gradientNorm",
                        "picturesPerSecond",
                        "waitingShare");
        assertThat(line.get("kind").stringValue()).isEqualTo("step");
        assertThat(line.get("step").longValue()).isEqualTo(2);
        assertThat(line.get("seconds").doubleValue()).isEqualTo(1);
        assertThat(line.get("loss").doubleValue()).isEqualTo((0.2 + 0.4) / 2);
        assertThat(line.get("picturesPerSecond").doubleValue()).isEqualTo(40);
        assertThat(line.get("waitingShare").doubleValue()).isEqualTo(0.1);
    }

    @Test
    void anEvaluationIsALineOfItsOwn() throws IOException {
        try (RunRecorder recorder = recorder(2, 0)) {
            recorder.evaluated(new EvaluationMetrics(4, 0.9, 0.97, 1.1, 600, true, 7));
        }
        assertThat(Files.readString(new RunDirectory(folder).metrics(), StandardCharsets.UTF_8))
                .isEqualTo("{\"kind\":\"evaluation\",\"step\":4,\"seconds\":7.0,\"accuracy\":0.9,\"auc\":0.97,"
                        + "\"threshold\":1.1,\"pairs\":600,\"best\":true}\n");
        assertThat(Files.readString(new RunDirectory(folder).log(), StandardCharsets.UTF_8))
                .isEqualTo("1970-01-01T00:00:00Z step 4 validation people: accuracy 90.0 % AUC 0.9700 threshold 1.100"
                        + " (600 pairs), the best so far\n");
    }

    @Test
    void whatTheDoctorSaysAndDoesIsReadBack() throws IOException {
        Diagnosis diagnosis = new Diagnosis(Symptom.NO_TRIPLETS_LEFT, 4, "nothing left, 0.05 %");
        MiningChange move = new MiningChange(6, Strategy.BATCH_HARD, "on to batch-hard ones");
        try (RunRecorder recorder = recorder(2, 0)) {
            recorder.stepped(step(4, 0.5));
            recorder.diagnosed(diagnosis);
            recorder.moved(move);
        }
        assertThat(Files.readAllLines(new RunDirectory(folder).metrics(), StandardCharsets.UTF_8))
                .last()
                .isEqualTo("{\"kind\":\"mining\",\"step\":6,\"seconds\":2.0,\"strategy\":\"batch-hard\","
                        + "\"text\":\"on to batch-hard ones\"}");
        RunHistory history = RunHistory.read(new RunDirectory(folder));
        assertThat(history.steps()).hasSize(1);
        assertThat(history.diagnoses()).containsExactly(diagnosis);
        assertThat(history.moves()).containsExactly(move);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\":\"weather\",\"step\":1}",
                "{\"kind\":\"diagnosis\",\"step\":1,\"symptom\":\"gout\",\"text\":\"\"}",
                "{\"kind\":\"mining\",\"step\":1,\"strategy\":\"gold\",\"text\":\"\"}"
            })
    void whatALaterReleaseWritesIsPassedOver(String line) throws IOException {
        Files.writeString(new RunDirectory(folder).metrics(), line + "\n");
        assertThat(RunHistory.read(new RunDirectory(folder)))
                .isEqualTo(new RunHistory(List.of(), List.of(), List.of(), List.of()));
    }

    @Test
    void aRunThatEndsHopelesslyTellsItsLastSteps() throws IOException {
        try (RunRecorder recorder = recorder(5, 0)) {
            for (int number = 1; number <= 7; number++) {
                recorder.stepped(step(number, number));
            }
            recorder.diagnosed(new Diagnosis(Symptom.DIVERGENCE, 8, "infinite"));
        }
        assertThat(lines())
                .extracting(line -> line.get("kind").stringValue() + " " + line.get("step"))
                .containsExactly("step 5", "step 7", "diagnosis 8");
    }

    @Test
    void aResumedRunsFirstLinesKnowTheTimeBeforeIt() throws IOException {
        try (RunRecorder recorder = recorder(5, 4)) {
            recorder.looked(new GlobalMiningRound(5, 3, List.of()));
        }
        assertThat(lines().get(0).get("seconds").doubleValue()).isEqualTo(2);
    }

    @Test
    void aRunThatBeginsAnewTellsItsStartOnce() throws IOException {
        for (int time = 0; time < 2; time++) {
            try (RunRecorder recorder = recorder(2, 0)) {
                recorder.evaluated(new EvaluationMetrics(0, 0.9, 0.97, 1.1, 600, true, 0));
            }
        }
        assertThat(lines()).hasSize(1);
    }

    @Test
    void whatIsNoNumberIsNull() throws IOException {
        try (RunRecorder recorder = recorder(1, 0)) {
            recorder.stepped(
                    new StepMetrics(1, 0, 0, 0, 0, 0.4, Double.NaN, 1e-3, 0, 20, 0.5, 0, 0.5, new TreeMap<>()));
        }
        assertThat(lines().get(0).get("meanToNegative").isNull()).isTrue();
    }

    @Test
    void theLastLineTakesWhatIsLeft() throws IOException {
        try (RunRecorder recorder = recorder(4, 0)) {
            for (int number = 1; number <= 6; number++) {
                recorder.stepped(step(number, number));
            }
            recorder.finished(new TrainingResult(
                    folder,
                    6,
                    false,
                    folder.resolve("checkpoint"),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    3,
                    0));
        }
        assertThat(lines()).extracting(line -> line.get("step").longValue()).containsExactly(4L, 6L);
        assertThat(lines()).extracting(line -> line.get("loss").doubleValue()).containsExactly(2.5, 5.5);
        assertThat(Files.readString(new RunDirectory(folder).log(), StandardCharsets.UTF_8))
                .contains("the steps waited for pictures in 10 % of the time")
                .endsWith("stopped after 6 steps in 3 s; the state is saved in " + folder.resolve("checkpoint") + "\n");
    }

    @Test
    void linesBeyondTheCheckpointAreTakenBack() throws IOException {
        try (RunRecorder recorder = recorder(1, 0)) {
            for (int number = 1; number <= 5; number++) {
                recorder.stepped(step(number, 1));
            }
        }
        try (RunRecorder recorder = recorder(1, 3)) {
            recorder.stepped(step(4, 2));
        }
        assertThat(lines()).extracting(line -> line.get("step").longValue()).containsExactly(1L, 2L, 3L, 4L);
        assertThat(lines().get(3).get("loss").doubleValue()).isEqualTo(2);
    }

    @Test
    void aLineThatWasCutShortIsTakenBackOrCompleted() throws IOException {
        Path metrics = new RunDirectory(folder).metrics();
        Files.writeString(metrics, "{\"kind\":\"step\",\"step\":1}\n{\"kind\":\"step\",\"st");
        recorder(1, 5).close();
        assertThat(Files.readString(metrics)).isEqualTo("{\"kind\":\"step\",\"step\":1}\n");
        byte[] letter = "{\"kind\":\"step\",\"step\":1}\n{\"text\":\"–".getBytes(StandardCharsets.UTF_8);
        Files.write(metrics, Arrays.copyOf(letter, letter.length - 1));
        recorder(1, 5).close();
        assertThat(Files.readString(metrics)).as("cut within a letter").isEqualTo("{\"kind\":\"step\",\"step\":1}\n");
        Files.writeString(metrics, "{\"kind\":\"step\",\"step\":1}\n{\"kind\":\"step\",\"step\":2}");
        recorder(1, 5).close();
        assertThat(Files.readString(metrics))
                .isEqualTo("{\"kind\":\"step\",\"step\":1}\n{\"kind\":\"step\",\"step\":2}\n");
    }
}

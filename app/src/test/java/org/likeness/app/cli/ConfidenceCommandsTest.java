package org.likeness.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.dataset.DatasetHash;
import org.likeness.core.dataset.folder.FolderDataset;
import org.likeness.core.embedding.Calibration;
import org.likeness.core.embedding.LikelihoodRatio;
import org.likeness.model.EncoderModel;
import tools.jackson.databind.JsonNode;

class ConfidenceCommandsTest {
    @TempDir
    private Path folder;

    private Path encoder;
    private Path people;

    @BeforeEach
    void drawPictures() {
        encoder = Samples.encoder(folder, 1);
        people = Samples.people(folder.resolve("people"), 10, 3);
    }

    @Test
    void evaluateSaysHowSureEachFigureIsAndByWhat() {
        CommandRun run = CommandRun.of("evaluate", encoder, "--data", people, "--generated", "20")
                .assertDone();
        assertThat(run.out())
                .contains(
                        "95 % confidence interval (identity bootstrap, 1,000 draws of 10 people)",
                        "VAL at FAR 0.1    not supported: 20 impostor pairs give 2.0 expected errors at this rate; 30 need 300 pairs");
        JsonNode json = CommandRun.of(
                        "evaluate",
                        encoder,
                        "--data",
                        people,
                        "--generated",
                        "20",
                        "--confidence",
                        "0.9",
                        "--draws",
                        "50",
                        "--json")
                .assertDone()
                .json();
        assertThat(json.at("/result/intervals/accuracyInterval/method").asString())
                .isEqualTo("identity bootstrap, 50 draws");
        assertThat(json.at("/result/intervals/accuracyInterval/confidence").asDouble())
                .isEqualTo(0.9);
        double accuracy = (json.at("/result/verification/correctGenuine/count").asDouble()
                        + json.at("/result/verification/correctImpostor/count").asDouble())
                / 40;
        assertThat(json.at("/result/intervals/accuracyInterval/lower").asDouble())
                .isLessThanOrEqualTo(accuracy);
        assertThat(json.at("/result/intervals/accuracyInterval/upper").asDouble())
                .isGreaterThanOrEqualTo(accuracy);
    }

    @Test
    void aRateThatThePairsCannotSupportIsRefusedWithTheNumberItNeeds() {
        CommandRun.of("evaluate", encoder, "--data", people, "--generated", "20", "--fmr", "1e-6")
                .assertMistake("30 need 30,000,000 pairs");
        CommandRun.of("calibrate", encoder, "--data", people, "--fmr", "0.001", "--out", folder.resolve("c.onnx"))
                .assertMistake("405 impostor pairs give 0.41 expected errors at this rate; 30 need 30,000 pairs");
        CommandRun.of("evaluate", encoder, "--data", people, "--generated", "20", "--confidence", "95")
                .assertMistake("--confidence 95.0: it must lie between 0 and 1");
        CommandRun.of("evaluate", encoder, "--data", people, "--generated", "20", "--draws", "3")
                .assertMistake("--draws 3");
        assertThat(folder.resolve("c.onnx")).doesNotExist();
    }

    @Test
    void whatIsCalibratedIsJudgedByAndKeepsItsSpace() {
        Path out = folder.resolve("calibrated.onnx");
        JsonNode json = CommandRun.of(
                        "calibrate",
                        encoder,
                        "--data",
                        people,
                        "--fmr",
                        "0.2,0.1",
                        "--draws",
                        "100",
                        "--out",
                        out,
                        "--json")
                .assertDone()
                .json();
        EncoderModel before = EncoderModel.read(encoder);
        EncoderModel after = EncoderModel.read(out);
        assertThat(after.space()).isEqualTo(before.space());
        Calibration calibration = after.spec().calibration().orElseThrow();
        assertThat(calibration.points())
                .extracting(point -> point.falseMatchRate())
                .containsExactly(0.2, 0.1);
        assertThat(calibration.data()).isEqualTo("10 people of people");
        assertThat(calibration.dataSha256()).contains(DatasetHash.of(FolderDataset.read(people)));
        assertThat(json.at("/calibration/rates/1/threshold").asDouble())
                .isEqualTo(calibration.points().get(1).threshold());

        Path first = people.resolve("person-1/0.png");
        Path second = people.resolve("person-1/1.png");
        JsonNode verdict = CommandRun.of("verify", out, "--fmr", "0.1", first, second, "--json")
                .assertDone()
                .json();
        LikelihoodRatio ratio = calibration.likelihoodRatio().orElseThrow();
        assertThat(verdict.at("/logLikelihoodRatio").asDouble())
                .isCloseTo(ratio.at(verdict.at("/distance").asDouble()), within(1e-9));
        assertThat(verdict.at("/calibratedRate/interval/upper").asDouble())
                .isEqualTo(calibration.points().get(1).upperBound());
        assertThat(verdict.at("/calibratedOn").asString()).isEqualTo("10 people of people");
        assertThat(CommandRun.of("verify", out, "--fmr", "0.1", first, second).out())
                .contains("calibrated for a false-match rate of 0.1 (", "95 % confidence", "log-likelihood ratio");
        CommandRun.of("verify", out, "--fmr", "0.01", first, second).assertMistake("only for [0.2, 0.1]");
        assertThat(CommandRun.of("models", "inspect", out).assertDone().out())
                .contains("FMR 0.2", "evidence", "Cllr", "data's hash");
    }

    @Test
    void thresholdsAreTriedOnOtherPeopleAndTheirsOnThese() {
        Path others = Samples.people(folder.resolve("others"), 9, 3);
        Path out = folder.resolve("calibrated.onnx");
        List<Object> words = List.of(
                "calibrate",
                encoder,
                "--data",
                people,
                "--against",
                others,
                "--fmr",
                "0.2,0.1",
                "--draws",
                "40",
                "--out",
                out);
        CommandRun run = CommandRun.of(words.toArray()).assertDone();
        assertThat(run.out())
                .contains(
                        "thresholds of 10 people of people on 9 people of others",
                        "thresholds of 9 people of others on 10 people of people",
                        "times the rate",
                        "for people like these",
                        "on other data        the rate on other people and pictures can be several times as high");
        List<Object> json = new ArrayList<>(words);
        json.add("--json");
        JsonNode document = CommandRun.of(json.toArray()).assertDone().json();
        Calibration calibration = EncoderModel.read(out).spec().calibration().orElseThrow();
        assertThat(calibration.data()).as("the second set changes nothing").isEqualTo("10 people of people");
        for (int i = 0; i < 2; i++) {
            JsonNode point = document.at("/transfers/0/rates/" + i);
            assertThat(point.at("/threshold").asDouble())
                    .isEqualTo(calibration.points().get(i).threshold());
            assertThat(point.at("/falseMatches/trialCount").asInt()).isEqualTo(27 * 26 / 2 - 9 * 3);
            assertThat(point.at("/falseMatches/count").asDouble() / (27 * 26 / 2 - 9 * 3))
                    .isBetween(
                            point.at("/interval/lower").asDouble(),
                            point.at("/interval/upper").asDouble());
        }
        CommandRun.of("calibrate", encoder, "--data", people, "--against", people, "--fmr", "0.1", "--out", out)
                .assertMistake("contains the same people as --data");
        CommandRun.of("calibrate", encoder, "--data", people, "--against-people", out, "--fmr", "0.1", "--out", out)
                .assertMistake("--against-people requires --against");
        CommandRun.of("calibrate", encoder, "--data", people, "--against", others, "--fmr", "0.09", "--out", out)
                .assertMistake("others: a false-match rate of 0.09 is not supported");
    }

    @Test
    void identifySaysTheCalibratedRate() {
        Path gallery = folder.resolve("staff.db");
        Path ann = people.resolve("person-1/0.png");
        CommandRun.of("enroll", encoder, "--gallery", gallery, "ann", ann).assertDone();
        assertThat(CommandRun.of("identify", encoder, "--gallery", gallery, "--fmr", "0.01", ann)
                        .assertDone()
                        .out())
                .contains(
                        "Threshold 0.0500, calibrated for a false-match rate of 0.01 (0.005 to 0.02, 95 % confidence) on people made for a test (the rate on other people and pictures can be several times as high)");
    }

    @Test
    void anEncoderWithoutEvidenceShowsNone() {
        JsonNode verdict = CommandRun.of(
                        "verify", encoder, people.resolve("person-1/0.png"), people.resolve("person-2/0.png"), "--json")
                .assertDone()
                .json();
        assertThat(verdict.at("/logLikelihoodRatio").isNull()).isTrue();
        assertThat(verdict.at("/calibratedRate").isNull()).isTrue();
    }
}

package org.likeness.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.app.cli.train.TrainCommand;
import org.likeness.app.run.RunReport;
import org.likeness.model.EncoderModel;
import org.likeness.model.graph.GraphWriter;
import org.likeness.model.graph.OnnxGraph;
import org.likeness.training.event.TrainingStart;
import org.likeness.training.recipe.RecipeReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Trains, measures and recognizes as a user does. */
@Tag("slow")
class TrainingCommandsTest {
    private static final int SIGINT = 2;

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private static TinyTraining training;
    private static Path finished;
    private static CommandRun finishing;

    @BeforeAll
    static void train() {
        training = new TinyTraining(shared);
        finished = shared.resolve("finished");
        finishing = training.into(finished, "--json").assertDone();
    }

    @Test
    void aRunLeavesEverythingInItsFolder() {
        for (String name : List.of(
                "report.html",
                "recipe.yaml",
                "metrics.jsonl",
                "encoder.onnx",
                "provenance.json",
                "train.log",
                "tensorboard")) {
            assertThat(finished.resolve(name)).exists();
        }
    }

    /** As on a cluster, whose driver has neither trained nor opened the set. */
    @Test
    void thePageIsMadeOfTheFolderAndOfWhatTheRunBeganWith() throws IOException {
        Path page = finished.resolve("report.html");
        String expected = Files.readString(page);
        assertThat(expected).contains("An encoder was trained on people", "6 steps");
        Files.delete(page);
        TrainingStart start = new TrainingStart(
                finished,
                RecipeReader.defaults()
                        .yaml(Files.readString(finished.resolve("recipe.yaml")), "the recipe")
                        .recipe(),
                "people",
                12,
                48,
                3,
                12,
                "small-residual",
                1,
                0,
                1);
        RunReport.write(
                start,
                () -> {
                    throw new AssertionError("no label is in doubt");
                },
                6,
                finishing.json().at("/seconds").asDouble());
        assertThat(page).hasContent(expected);
    }

    @Test
    void theProvenanceIsThatOfTheGoldenExample() throws IOException {
        ObjectNode provenance = (ObjectNode)
                JsonMapper.builder().build().readTree(Files.readString(finished.resolve("provenance.json")));
        provenance.remove("convolutionsAsProducts"); // there on some machines
        Golden.acceptFile(
                "provenance.json",
                provenance,
                shared,
                "/encoder",
                "/heldBackPeople",
                "/java",
                "/libtorch",
                "/likeness",
                "/platform");
    }

    @Test
    void jsonIsOneDocumentAndTheLogIsElsewhere() {
        JsonNode answer = finishing.json();
        assertThat(answer.at("/finished").asBoolean()).isTrue();
        Golden.accept("train", answer, shared, "/best", "/seconds");
        assertThat(answer.at("/encoder").asString())
                .isEqualTo(finished.resolve("encoder.onnx").toString());
        assertThat(finishing.err()).contains("people: 12 people, 48 pictures; 3 people held back", "step 6 validation");
    }

    @Test
    void whatWasTrainedIsMeasuredAndRecognizes() {
        Path encoder = finished.resolve("encoder.onnx");
        CommandRun text = CommandRun.of("evaluate", encoder, "--data", training.people(), "--generated", "20")
                .assertDone();
        assertThat(text.out()).contains("Verification: ", "accuracy", "from 3 people held back", "One-shot");
        JsonNode json = CommandRun.of("evaluate", encoder, "--data", training.people(), "--generated", "20", "--json")
                .json();
        assertThat(json.at("/result/verification/pairCount").asInt()).isEqualTo(40);

        Path gallery = folder.resolve("staff.db");
        Path ann = training.people().resolve("person-1/0.png");
        Path annAgain = training.people().resolve("person-1/1.png");
        Path bo = training.people().resolve("person-2/0.png");
        CommandRun.of("enroll", encoder, "--gallery", gallery, "ann", ann).assertDone();
        CommandRun.of("enroll", encoder, "--gallery", gallery, "bo", bo).assertDone();
        assertThat(CommandRun.of("identify", encoder, "--gallery", gallery, ann, bo)
                        .assertDone()
                        .out()
                        .lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("Its rate of strangers identified as someone"),
                        line -> assertThat(line).contains("0.png: ann, distance 0.0000, threshold"),
                        line -> assertThat(line).contains("0.png: bo, distance 0.0000, threshold"));
        assertThat(CommandRun.of("identify", encoder, "--gallery", gallery, "--threshold", "0", annAgain)
                        .out())
                .contains("Unknown; the nearest is", "distance", "threshold 0.0000");
        assertThat(CommandRun.of("verify", encoder, ann, ann).assertDone().out())
                .startsWith("one person");
        CommandRun.of("forget", "--gallery", gallery, "bo").assertDone();
        assertThat(CommandRun.of("gallery", "list", "--gallery", gallery).out())
                .contains("ann")
                .doesNotContain("bo,");
        assertThat(CommandRun.of("models", "inspect", encoder).assertDone().out())
                .contains("multiply-adds", "3 people held back", "dataHash");
    }

    @Test
    void aNetworkOfAnotherProgramIsTrainedFromNewWeights() {
        OnnxGraph graph = EncoderModel.read(finished.resolve("encoder.onnx")).graph();
        Path network = folder.resolve("network.onnx");
        GraphWriter.write(graph.withMetadata(Map.of()), network);
        Path run = folder.resolve("own");
        training.into(run, "--init", network, "--set", "run.reinitialize=true", "--set", "run.steps=2")
                .assertDone();
        EncoderModel encoder = EncoderModel.read(run.resolve("encoder.onnx"));
        assertThat(encoder.spec().provenance().get("start")).startsWith("new weights in the network of encoder ");
        assertThat(run.resolve("report.html")).content().contains("new weights in the network of encoder ");
    }

    @Test
    void anEncoderIsTrainedToReplaceAnotherOne() {
        Path old = finished.resolve("encoder.onnx");
        Path run = folder.resolve("next");
        training.into(run, "--compatible-with", old, "--set", "run.steps=2").assertDone();
        EncoderModel encoder = EncoderModel.read(run.resolve("encoder.onnx"));
        assertThat(encoder.spec().compatibleWith())
                .contains(EncoderModel.read(old).space());
        assertThat(run.resolve("report.html"))
                .content()
                .contains("compatible with ", "influence loss of the old encoder");
        Path other = folder.resolve("other");
        training.into(other, "--compatible-with", old, "--set", "network.embeddingSize=8")
                .assertMistake("set network.embeddingSize=16 for a new network");
        training.into(other, "--compatible-with", folder.resolve("missing.onnx"))
                .assertMistake("missing.onnx");
        training.into(other, "--set", "compatibility.kind=harmonic-triplets")
                .assertMistake("compatibility.kind is harmonic-triplets, and the run is given no encoder");
    }

    @Test
    void partsOfAProgramAreRefusedInOneLine() {
        training.into(folder.resolve("run"), "--set", "custom.miner=nearest(k=2)")
                .assertMistake("parts that only the program that defines them can supply (custom.miner: nearest(k=2))");
        training.into(folder.resolve("run"), "--set", "run.reinitialize=true")
                .assertMistake("run.reinitialize is true, and the run starts from no network");
    }

    @Test
    void aKilledRunThatIsResumedEndsAsOneThatWasNot() throws Exception {
        Path killed = folder.resolve("killed");
        try (ChildProcess child = ChildProcess.start(folder, training.command(killed))) {
            child.awaitLine("step 4 ");
            child.kill();
        }
        training.into(killed, "--resume").assertDone();
        assertThat(killed.resolve("encoder.onnx")).hasSameBinaryContentAs(finished.resolve("encoder.onnx"));
    }

    @Test
    void interruptingSavesAndSaysHowToGoOn() throws Exception {
        Path run = folder.resolve("interrupted");
        Object[] command = training.command(run, "--set", "run.steps=1000000", "--set", "run.checkpointEvery=1000000");
        try (ChildProcess child = ChildProcess.start(folder, command)) {
            child.awaitLine("step 2 ");
            assumeFalse(ignoresInterrupts(child.pid()), "started in the background of a shell");
            int sent = new ProcessBuilder("kill", "-INT", Long.toString(child.pid()))
                    .start()
                    .waitFor();
            assumeTrue(sent == 0);
            CommandRun ended = child.end();
            assertThat(ended.code()).as(ended.err()).isEqualTo(TrainCommand.INTERRUPTED);
            assertThat(ended.out())
                    .startsWith("stopped after step")
                    .contains("saved in", "--resume")
                    .hasLineCount(1);
        }
        try (Stream<Path> checkpoints = Files.list(run.resolve("checkpoints"))) {
            assertThat(checkpoints)
                    .as("of the start and of the stop")
                    .hasSize(2)
                    .allSatisfy(file -> assertThat(file).hasExtension("safetensors"));
        }
    }

    @Test
    void aDiskWithoutRoomEndsTheRunInOneLine() throws Exception {
        Path run = folder.resolve("full");
        try (ChildProcess child = ChildProcess.startLimited(folder, 300, training.command(run))) {
            CommandRun ended = child.end();
            assertThat(ended.code()).as(ended.err()).isEqualTo(Likeness.MISTAKE);
            assertThat(ended.err().lines().reduce((a, b) -> b).orElse(""))
                    .contains(run.toString(), "cannot be written", "Free some space or choose another path");
            assertThat(ended.err()).doesNotContain("Exception");
        }
    }

    /** A shell without job control starts what runs in its background deaf to Ctrl-C; Java then stays so. */
    private static boolean ignoresInterrupts(long pid) throws IOException {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        if (!Files.exists(status)) {
            return false;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) >> (SIGINT - 1) & 1) == 1);
    }

    @Test
    void aCheckTellsWhatARunWouldTakeAndWritesNothing() {
        Path run = folder.resolve("looked-at");
        CommandRun text = training.into(run, "--check").assertDone();
        assertThat(text.out())
                .contains(
                        "15 people, 60 pictures; 0 of 60 decoded ones cannot be read",
                        "learned from         12 people, 48 pictures",
                        "held back            3 people, 12 pictures: 18 pairs of one person, 48 of two",
                        "at most 24 per batch, semi-hard",
                        "an estimate",
                        "3 validation people are too few for a reliable threshold");
        assertThat(run).doesNotExist();
        JsonNode json = training.into(run, "--check", "--json").json();
        Golden.accept(
                "train-check",
                json,
                folder,
                "/cost/secondsPerStep",
                "/cost/secondsPerEvaluation",
                "/cost/seconds",
                "/cost/peakMegabytes");
        assertThat(json.at("/folders/0/positives/0/peopleCount").asInt())
                .as("people with two positives")
                .isEqualTo(15);
        assertThat(json.at("/batches/picturesPerBatch").asDouble()).isEqualTo(12);
        assertThat(json.at("/batches/batchesPerEpoch").asDouble()).isEqualTo(4);
        assertThat(json.at("/cost/evaluationCount").asInt()).isEqualTo(3);
        assertThat(json.at("/cost/seconds").asDouble()).isPositive();
        training.into(run, "--check", "--set", "softmax.form=arcface", "--set", "memory.embeddings=50")
                .assertDone();
        training.into(finished, "--check").assertMistake("contains a run");
        training.into(finished, "--check", "--resume", "--set", "loss.margin=0.3")
                .assertMistake("another recipe");
        training.into(run, "--check", "--set", "data.crop=0.5,0.5,2,2").assertMistake("is too large");
    }

    @Test
    void aRunThatCollapsesLeavesItsPage() throws IOException {
        Path run = folder.resolve("collapsed");
        CommandRun ended = training.into(
                run,
                "--set",
                "run.steps=60",
                "--set",
                "run.evaluateEvery=60",
                "--set",
                "mining.strategy=batch-hard",
                "--set",
                "network.batchNormBeforeSphere=false",
                "--set",
                "optimizer.learningRate=0.01");
        assertThat(ended.code()).as(ended.err()).isEqualTo(Likeness.MISTAKE);
        assertThat(ended.err()).contains("the embeddings have collapsed", "report.html");
        assertThat(run.resolve("encoder.onnx")).doesNotExist();
        assertThat(Files.readString(run.resolve("report.html")))
                .contains("This run was stopped", "What the run monitor found", "<strong>collapse</strong>");
        assertThat(Files.readString(finished.resolve("report.html"))).contains("No findings");
    }

    @Test
    void aRunIsNotOverwrittenNorMixedWithAnother() {
        training.into(finished).assertMistake("contains a run", "--resume");
        training.into(finished, "--resume", "--set", "loss.margin=0.3")
                .assertMistake("another recipe", "loss.margin", "recipe.yaml");
        Path others = Samples.syntheticPeople(folder.resolve("others"), 10, 3);
        CommandRun.of("train", "--data", others, "--out", finished, "--resume")
                .assertMistake("made from other data", "give the same folders");
        training.into(folder.resolve("none"), "--resume").assertMistake("contains no run to resume");
    }

    @Test
    void aFinishedRunSaysThatItIsFinishedAndHowItGoesOn() {
        Path run = folder.resolve("constant");
        Object[] constant = {"--set", "schedule.form=constant", "--set", "schedule.warmUp=0", "--set", "run.steps=2"};
        training.into(run, constant).assertDone();
        CommandRun again = training.into(run, CommandRun.words(constant, "--resume"));
        assertThat(again.assertDone().out())
                .startsWith(run + " is finished: all of its 2 steps are done")
                .contains("--resume --set run.steps=N", "--init " + run.resolve("encoder.onnx"));
        CommandRun longer = CommandRun.of(
                "train", "--data", training.people(), "--out", run, "--resume", "--set", "run.steps=4", "--json");
        assertThat(longer.assertDone().json().at("/stepCount").asInt()).isEqualTo(4);
        assertThat(longer.json().at("/finishedBefore").asBoolean()).isFalse();
        CommandRun.of("train", "--data", training.people(), "--out", finished, "--resume", "--set", "run.steps=9")
                .assertMistake("cannot be resumed with run.steps: 6 → 9", "schedule.form cosine", "encoder.onnx");
    }

    @Test
    void aFolderOfOtherThingsIsNotTrainedInto() throws IOException {
        Path mine = Files.writeString(folder.resolve("mine.txt"), "mine");
        training.into(folder).assertMistake("is not empty and contains no run", "mine.txt", "--out");
        assertThat(mine).hasContent("mine");
        training.into(folder, "--check").assertMistake("is not empty and contains no run");
    }

    @Test
    void aSecondTrainingInTheSameFolderIsRefused() throws Exception {
        Path run = folder.resolve("shared");
        Object[] command = training.command(run, "--set", "run.steps=1000000", "--set", "run.checkpointEvery=1000000");
        try (ChildProcess child = ChildProcess.start(folder, command)) {
            child.awaitLine("step 2 ");
            training.into(run).assertMistake("contains a run");
            CommandRun.of("train", "--data", training.people(), "--out", run, "--resume")
                    .assertMistake(run + " is in use by process " + child.pid());
            child.kill();
        }
        assertThat(CommandRun.of("train", "--data", training.people(), "--out", run, "--resume", "--check")
                        .code())
                .isZero();
    }

    @Test
    void aCorruptCheckpointIsNamedWithTheWayOut() throws IOException {
        Path run = folder.resolve("run");
        training.into(run, "--set", "run.steps=2").assertDone();
        Path checkpoint = run.resolve("checkpoints/step-000000002.safetensors");
        byte[] whole = Files.readAllBytes(checkpoint);
        Files.write(checkpoint, java.util.Arrays.copyOf(whole, whole.length / 2));
        training.into(run, "--set", "run.steps=2", "--resume")
                .assertMistake(checkpoint.toString(), "resume from the previous one", "step-000000000.safetensors");
    }

    @Test
    void trainingGoesOnFromAnEncodersWeights() {
        Path tuned = folder.resolve("tuned");
        training.into(tuned, "--init", finished.resolve("encoder.onnx"), "--accept-worse", "--set", "run.steps=2")
                .assertDone();
        assertThat(CommandRun.of("models", "inspect", tuned.resolve("encoder.onnx"), "--json")
                        .json()
                        .at("/provenance/start")
                        .asString())
                .startsWith("encoder ");
    }

    @Test
    void guardPeopleJudgeBesideTheInitialEncoder() throws IOException {
        Path run = folder.resolve("guarded");
        Path encoder = finished.resolve("encoder.onnx");
        Path others = Samples.syntheticPeople(folder.resolve("others"), 8, 3);
        Object[] tuning = {"--init", encoder, "--accept-worse", "--set", "run.steps=2", "--guard"};
        JsonNode answer =
                training.into(run, CommandRun.words(tuning, others, "--json")).json();
        assertThat(answer.at("/best/guard/data").asString()).isEqualTo("others");
        assertThat(answer.at("/best/guard/initialAreaUnderCurve").doubleValue())
                .isEqualTo(answer.at("/initial/guard/areaUnderCurve").doubleValue());
        assertThat(Files.readString(run.resolve("report.html"))).contains("Guard AUC");
        assertThat(Files.readString(run.resolve("train.log"))).contains("guard people: AUC");
        training.into(folder.resolve("same"), CommandRun.words(tuning, training.people()))
                .assertMistake("is also given as --data", "Give a set of another domain");
        training.into(folder.resolve("random"), "--guard", others).assertMistake("starts from random weights");
    }

    @Test
    void anEncoderThatTrainingMadeNoBetterIsKeptAndSaidToBe() {
        Path worse = folder.resolve("worse");
        Path encoder = finished.resolve("encoder.onnx");
        // steps too small to change any comparison, whatever kernels this processor has
        CommandRun run = training.into(
                worse, "--init", encoder, "--set", "run.steps=2", "--set", "optimizer.learningRate=1e-12");
        assertThat(run.assertDone().out()).contains("no step was better than " + encoder, "--accept-worse");
        assertThat(worse.resolve("encoder.onnx")).doesNotExist();
    }
}

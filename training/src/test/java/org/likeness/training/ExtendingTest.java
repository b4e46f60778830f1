package org.likeness.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import example.BandOcclusion;
import example.EasyPositiveMiner;
import example.EpochSampler;
import example.HardestShareMiner;
import example.MarginLoss;
import example.OwnNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.Batch;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.synthetic.SyntheticPeople;
import org.likeness.core.image.Augmentation;
import org.likeness.core.image.FaceImage;
import org.likeness.core.recipe.MiningSettings.Strategy;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.core.triplet.AnchorMiner;
import org.likeness.core.triplet.BatchDistances;
import org.likeness.core.triplet.TripletMiner;
import org.likeness.core.triplet.Triplets;
import org.likeness.model.EncoderModel;
import org.likeness.model.graph.GraphBuilder;
import org.likeness.model.graph.GraphWriter;
import org.likeness.model.graph.TensorData;
import org.likeness.training.event.StepMetrics;
import org.likeness.training.event.TrainingListener;
import org.likeness.training.event.TrainingResult;
import org.likeness.training.files.RunDirectory;
import org.likeness.training.recipe.RecipeReader;
import org.likeness.training.recipe.RecipeWriter;

/** Runs with parts that are defined outside Likeness: the examples of {@code docs/extending.md}. */
@Tag("slow")
class ExtendingTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit's
    private Path folder;

    /** A part of the page. */
    private enum Part {
        MINER("custom.miner: easy-positive") {
            @Override
            Trainer trainer(TrainingRecipe recipe) {
                return EasyPositiveMiner.trainer(recipe, SmallRun.PEOPLE);
            }
        },
        LOSS("custom.loss: margin-loss(beta=1.2,alpha=0.2)") {
            @Override
            Trainer trainer(TrainingRecipe recipe) {
                return MarginLoss.trainer(recipe, SmallRun.PEOPLE);
            }
        },
        SAMPLER("custom.sampler: epochs(identities=6,pictures=3)") {
            @Override
            Trainer trainer(TrainingRecipe recipe) {
                return EpochSampler.trainer(recipe, SmallRun.PEOPLE);
            }
        },
        AUGMENTATION("custom.augmentation: band-occlusion") {
            @Override
            Trainer trainer(TrainingRecipe recipe) {
                return BandOcclusion.trainer(recipe, SmallRun.PEOPLE);
            }
        };

        private final String setting;

        Part(String setting) {
            this.setting = setting;
        }

        abstract Trainer trainer(TrainingRecipe recipe);
    }

    private static TrainingResult train(Trainer trainer, Path run) {
        return trainer.into(run).clock(InstantSource.fixed(Instant.EPOCH)).train();
    }

    /** Trains in parts of two steps. */
    private static void inParts(Supplier<Trainer> trainers, Path run) {
        boolean finished = false;
        for (boolean resume = false; !finished; resume = true) {
            Trainer trainer = trainers.get().resume(resume);
            AtomicInteger left = new AtomicInteger(2);
            trainer.listener(new TrainingListener() {
                @Override
                public void stepped(StepMetrics metrics) {
                    if (left.decrementAndGet() == 0) {
                        trainer.requestStop();
                    }
                }
            });
            finished = train(trainer, run).finished();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRunWithAPartOfOnesOwnIsNamedAfterItAndResumesExactly(Part part) throws IOException {
        Path builtIn = folder.resolve("built-in");
        Path whole = folder.resolve("whole");
        Path parts = folder.resolve("parts");
        SmallRun.train(SmallRun.recipe(), builtIn);
        train(part.trainer(SmallRun.recipe()), whole);
        inParts(() -> part.trainer(SmallRun.recipe()), parts);
        assertThat(SmallRun.tensors(parts)).isEqualTo(SmallRun.tensors(whole));
        assertThat(SmallRun.encoder(parts)).isEqualTo(SmallRun.encoder(whole));
        assertThat(SmallRun.tensors(whole)).isNotEqualTo(SmallRun.tensors(builtIn));
        String name = part.setting.replaceFirst(".*: ", "");
        assertThat(EncoderModel.read(new RunDirectory(whole).encoder())
                        .spec()
                        .provenance()
                        .get("recipe"))
                .contains(name);
        assertThat(new RunDirectory(whole).recipe()).content().contains(name);
    }

    @ParameterizedTest
    @EnumSource
    void aRunIsNotResumedWithoutItsPart(Part part) {
        Path run = folder.resolve("run");
        train(part.trainer(SmallRun.recipe()), run);
        assertThatThrownBy(() ->
                        SmallRun.trainer(SmallRun.recipe(), run).resume(true).train())
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("was made with another recipe (" + part.setting + " → none)");
        // As the command line does, with the recipe of the run:
        TrainingRecipe recipe =
                RecipeReader.defaults().file(new RunDirectory(run).recipe()).recipe();
        assertThatThrownBy(() -> SmallRun.trainer(recipe, run).resume(true).train())
                .isInstanceOf(LikenessException.class)
                .hasMessage("the recipe has parts that only the program that defines them can supply (" + part.setting
                        + "): train with that program, or start a new run without them");
    }

    @Test
    void tripletsAreMinedOnceWithoutTraining() {
        SplittableRandom random = new SplittableRandom(9);
        int[] labels = random.ints(20, 0, 5).toArray();
        float[] embeddings = new float[60];
        for (int i = 0; i < embeddings.length; i++) {
            embeddings[i] = (float) random.nextGaussian();
        }
        BatchDistances batch = BatchDistances.of(embeddings, labels);
        Triplets all = TripletMiner.of(Strategy.ALL, 0).mine(batch, 1);
        double[] excess = excess(batch, all);
        Arrays.sort(excess);
        long seed = 1;
        float[][] distances = new float[20][20];
        for (int row = 0; row < 20; row++) {
            for (int column = 0; column < 20; column++) {
                distances[row][column] = batch.distance(row, column);
            }
        }
        Triplets triplets = TripletMiner.of(Strategy.SEMI_HARD, 0.2f).mine(distances, labels, seed);
        Triplets hardest = new HardestShareMiner(0.1).mine(BatchDistances.of(embeddings, labels), seed);
        assertThat(hardest.size()).isEqualTo((int) Math.ceil(0.1 * all.size()));
        assertThat(Arrays.stream(excess(batch, hardest)).min().orElseThrow())
                .isEqualTo(excess[excess.length - hardest.size()]);
        assertThat(excess(batch, triplets)).isNotEmpty();
        assertThat(Arrays.stream(excess(batch, triplets)).max().orElseThrow()).isNegative();
    }

    private static double[] excess(BatchDistances batch, Triplets triplets) {
        return IntStream.range(0, triplets.size())
                .mapToObj(triplets::get)
                .mapToDouble(t -> batch.distance(t.anchor(), t.positive()) - batch.distance(t.anchor(), t.negative()))
                .toArray();
    }

    @Test
    void checksCountTheBatchesOfASamplerOfOnesOwn() {
        Trainer trainer = EpochSampler.trainer(SmallRun.recipe(), SmallRun.PEOPLE);
        assertThat(trainer.into(folder.resolve("run")).check().plan().pictures())
                .isCloseTo(18, within(4.0)); // 6 × 3, fewer at the end of an epoch
    }

    @Test
    void minersOfOnesOwnNeedALossOnTriplets() {
        Trainer trainer = SmallRun.trainer(SmallRun.recipe("loss.kind=contrastive"), folder.resolve("run"));
        assertThatThrownBy(() -> trainer.miner("none at all", (batch, seed) -> Triplets.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("loss.kind triplet without a custom.loss is expected");
        assertThatThrownBy(() -> trainer.miner("none", (batch, seed) -> Triplets.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("choose another one");
        assertThatThrownBy(() -> trainer.loss("two\nlines", new MarginLoss(1, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a letter is expected");
    }

    @Test
    void rowsThatAreNoTripletAreRefused() {
        AnchorMiner twice = (anchor, random, choice) -> choice.add(anchor.row(), anchor.row());
        Trainer trainer =
                SmallRun.trainer(SmallRun.recipe(), folder.resolve("run")).miner("twice", twice);
        assertThatThrownBy(trainer::train)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another picture of the anchor's identity");
    }

    @Test
    void aSamplerThatRemembersIsRefused() {
        AtomicInteger calls = new AtomicInteger();
        Trainer trainer = SmallRun.trainer(SmallRun.recipe(), folder.resolve("run"))
                .sampler(
                        "counting",
                        (people, seed) -> (step, confusionGroups) -> batch(people, calls.getAndIncrement()));
        assertThatThrownBy(trainer::train)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the sampler counting gives several batches for step 0");
    }

    private static Batch batch(FaceDataset people, int first) {
        return new Batch(IntStream.range(0, 8)
                .mapToObj(i -> Batch.Entry.of(
                        people, (first + i / 2) % people.identities().size(), i % 2))
                .toList());
    }

    @Test
    void aSamplerWithPicturesOfOthersIsRefused() {
        FaceDataset others = PictureInMemory.all(new SyntheticPeople(2, 32).dataset(30, 2));
        Trainer trainer = SmallRun.trainer(SmallRun.recipe(), folder.resolve("run"))
                .sampler("of others", (people, seed) -> (step, confusionGroups) -> batch(others, 20));
        assertThatThrownBy(trainer::train)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("which the training set has not");
    }

    @Test
    void anAugmentationThatGivesAnotherSizeIsRefused() {
        Augmentation half = (padded, random) -> new FaceImage(16, 16, new byte[16 * 16 * 3]);
        Trainer trainer = SmallRun.trainer(SmallRun.recipe(), folder.resolve("run"))
                .augmentation("half", (width, height) -> half);
        assertThatThrownBy(trainer::train)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a picture of 16×16 pixels: the encoder takes 32×32");
    }

    /** A graph as other programs write it: without our metadata. */
    private Path network() {
        GraphBuilder builder = new GraphBuilder("other", new SplittableRandom(1));
        var x = builder.input("pictures", 3, 32, 32);
        for (int channels : List.of(8, 16)) {
            x = builder.relu(
                    builder.batchNorm(builder.convolution(x, GraphBuilder.Convolution.square(channels, 3, 2)), 1e-5f));
        }
        var vector = builder.linear(builder.flatten(x), 24, true);
        Path file = folder.resolve("network.onnx");
        GraphWriter.write(builder.build(vector, "features"), file);
        return file;
    }

    private static RecipeReader recipe() {
        return RecipeReader.defaults().yaml(RecipeWriter.yaml(SmallRun.recipe()), "test");
    }

    private static Map<String, TensorData> weights(Path run) {
        return EncoderModel.read(new RunDirectory(run).encoder()).graph().initializers();
    }

    @Test
    void aNetworkOfAnotherProgramIsTrainedFromNewWeights() {
        Path whole = folder.resolve("whole");
        Path parts = folder.resolve("parts");
        train(OwnNetwork.trainer(network(), recipe(), SmallRun.PEOPLE), whole);
        inParts(() -> OwnNetwork.trainer(network(), recipe(), SmallRun.PEOPLE), parts);
        assertThat(SmallRun.tensors(parts)).isEqualTo(SmallRun.tensors(whole));
        EncoderModel encoder = EncoderModel.read(new RunDirectory(whole).encoder());
        assertThat(encoder.spec().embeddingSize()).isEqualTo(24);
        assertThat(encoder.spec().normalized()).isTrue();
        assertThat(encoder.spec().provenance().get("start")).startsWith("new weights in the network of encoder ");
        Path otherSeed = folder.resolve("other-seed");
        train(OwnNetwork.trainer(network(), recipe().set("seed=2"), SmallRun.PEOPLE), otherSeed);
        assertThat(weights(otherSeed).keySet()).isEqualTo(weights(whole).keySet());
        assertThat(SmallRun.tensors(otherSeed)).isNotEqualTo(SmallRun.tensors(whole));
    }

    @Test
    void aNetworkOfAnotherProgramKeepsItsWeightsUnlessTheRecipeDrawsNewOnes() {
        Path run = folder.resolve("run");
        Trainer trainer = SmallRun.trainer(SmallRun.recipe("run.steps=1"), run).from(network());
        TrainingResult result = trainer.acceptWorse(true).train();
        assertThat(result.start()).as("the start is evaluated").isPresent();
        assertThat(EncoderModel.read(new RunDirectory(run).encoder())
                        .spec()
                        .provenance()
                        .get("start"))
                .startsWith("encoder ");
    }

    @Test
    void newWeightsNeedANetwork() {
        Trainer trainer = SmallRun.trainer(SmallRun.recipe("run.reinitialize=true"), folder.resolve("run"));
        assertThatThrownBy(trainer::train)
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("run.reinitialize is true, and the run starts from no network");
    }

    @Test
    void aFileThatIsNoGraphIsRefusedInOneLine() throws IOException {
        Path file = Files.writeString(folder.resolve("network.onnx"), "not a graph");
        Trainer trainer = SmallRun.trainer(SmallRun.recipe(), folder.resolve("run"));
        assertThatThrownBy(() -> trainer.from(file))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("network.onnx");
    }
}

package org.likeness.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.dataset.ConfusionGroups;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.image.CenterCrop;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.model.EncoderModel;
import org.likeness.training.event.GlobalMiningRound;
import org.likeness.training.event.TrainingListener;
import org.likeness.training.files.RunDirectory;
import org.likeness.training.graph.TrainableGraph;
import org.likeness.training.libtorch.Precision;
import org.likeness.training.loader.CropsInMemory;
import org.likeness.training.loader.PaddedCrop;
import org.likeness.training.loader.PictureStore;
import org.likeness.training.loader.SkippedPictures;
import org.likeness.training.mining.DatasetSearch;
import org.likeness.training.mining.GlobalMiner;
import org.likeness.training.run.StartingPoint;

@Tag("slow")
class GlobalMiningTest {
    private static final String[] EVERY_THREE = {"globalMining.every=3", "globalMining.group=2", "run.steps=14"};

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit's
    private Path folder;

    /** Keeps what it is told. */
    private static final class Looks implements TrainingListener {
        private final List<GlobalMiningRound> told = new ArrayList<>();

        @Override
        public void looked(GlobalMiningRound look) {
            told.add(look);
        }
    }

    @Test
    void whatALookFindsCountsExactlyAsManyStepsLater() throws Exception {
        Looks looks = new Looks();
        Path run = folder.resolve("run");
        SmallRun.trainer(SmallRun.recipe(EVERY_THREE), run).listener(looks).train();
        assertThat(looks.told).extracting(GlobalMiningRound::step).containsExactly(7L, 10L, 13L);
        assertThat(looks.told).extracting(GlobalMiningRound::people).containsOnly(16);
        assertThat(Files.readAllLines(new RunDirectory(run).metrics(), StandardCharsets.UTF_8))
                .filteredOn(line -> line.startsWith("{\"kind\":\"look\""))
                .hasSize(3);
        assertThat(new RunDirectory(run).doubtfulLabels()).exists();
    }

    @Test
    void neitherLoaderThreadsNorTheSpeedOfALookDecideWhatIsLearned() {
        Path one = folder.resolve("one");
        Path many = folder.resolve("many");
        Path without = folder.resolve("without");
        SmallRun.train(SmallRun.recipe(with("run.loaderThreads=1")), one);
        SmallRun.train(SmallRun.recipe(with("run.loaderThreads=5")), many);
        SmallRun.train(SmallRun.recipe("run.steps=14"), without);
        assertThat(SmallRun.tensors(many)).isEqualTo(SmallRun.tensors(one));
        assertThat(SmallRun.tensors(without)).isNotEqualTo(SmallRun.tensors(one));
    }

    private static String[] with(String setting) {
        List<String> settings = new ArrayList<>(List.of(EVERY_THREE));
        settings.add(setting);
        return settings.toArray(String[]::new);
    }

    @Test
    void aPictureUnderAWrongNameIsNamed() {
        List<Identity> people = new ArrayList<>(SmallRun.PEOPLE.identities());
        Identity first = people.get(0);
        Picture moved = SmallRun.PEOPLE.identities().get(1).pictures().get(0);
        List<Picture> pictures = new ArrayList<>(first.pictures());
        pictures.add(moved);
        people.set(0, new Identity(first.name(), pictures));
        Looks looks = new Looks();
        TrainingRecipe recipe =
                SmallRun.recipe("globalMining.every=2", "run.steps=6", "data.heldBackIdentities=2", "seed=3");
        Trainer.of(recipe, new FaceDataset("mixed", people))
                .into(folder.resolve("run"))
                .listener(looks)
                .train();
        assertThat(looks.told.get(0).doubts())
                .as("the same picture under two names is as near as can be")
                .anySatisfy(doubt -> {
                    assertThat(List.of(doubt.picture(), doubt.other())).contains(moved.name());
                    assertThat(doubt.distance())
                            .isLessThan(1e-9); // a picture's place in the batch may change its last bits
                });
    }

    private static GlobalMiner miner(Supplier<TrainableGraph> graphs) {
        TrainingRecipe recipe = SmallRun.recipe(EVERY_THREE);
        EncoderModel start = StartingPoint.of(recipe).encoder();
        SkippedPictures skipped = new SkippedPictures(100, message -> {});
        CenterCrop crop = new CenterCrop(1, 32, 32);
        PictureStore store =
                new PictureStore(new PaddedCrop(start.spec(), crop.margin()), new CropsInMemory(1 << 20), skipped);
        return new GlobalMiner(recipe, new DatasetSearch(SmallRun.PEOPLE, start.spec(), store, crop, 1000), graphs);
    }

    private static TrainableGraph graph() {
        EncoderModel start = StartingPoint.of(SmallRun.recipe()).encoder();
        return TrainableGraph.of(start.graph(), Set.copyOf(start.trainable()), Precision.FLOAT);
    }

    @Test
    void aLookThatFailsEndsTheRun() {
        try (GlobalMiner miner = miner(() -> {
                    throw new IllegalStateException("no graph today");
                });
                TrainableGraph graph = graph()) {
            assertThat(miner.at(5)).isSameAs(ConfusionGroups.NONE);
            miner.stepped(3, graph);
            assertThatThrownBy(() -> miner.at(6)).hasMessage("no graph today");
        }
    }

    @Test
    void whoWaitsForALookLearnsThatTheRunEnded() throws Exception {
        GlobalMiner miner = miner(GlobalMiningTest::graph);
        CompletableFuture<ConfusionGroups> waiting = CompletableFuture.supplyAsync(() -> miner.at(6));
        miner.close();
        assertThatThrownBy(() -> waiting.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> miner.at(9)).isInstanceOf(CancellationException.class);
    }
}

package org.likeness.training.run;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.likeness.core.dataset.Batch;
import org.likeness.core.dataset.BatchSampler;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Split;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.image.Augmentation;
import org.likeness.core.image.CenterCrop;
import org.likeness.core.recipe.FineTuningSettings;
import org.likeness.core.recipe.FineTuningSettings.DecayTarget;
import org.likeness.core.recipe.SamplingSettings.BatchNorm;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.core.triplet.TripletObjective;
import org.likeness.training.diagnostics.ExaminedLoss;
import org.likeness.training.diagnostics.MonitorState;
import org.likeness.training.diagnostics.RunMonitor;
import org.likeness.training.files.Checkpoint;
import org.likeness.training.graph.TrainableGraph;
import org.likeness.training.graph.operator.GraphSettings;
import org.likeness.training.libtorch.Libtorch;
import org.likeness.training.libtorch.Precision;
import org.likeness.training.loader.BatchLoader;
import org.likeness.training.loader.BatchMaker;
import org.likeness.training.loader.CropStore;
import org.likeness.training.loader.CropsInMemory;
import org.likeness.training.loader.PaddedCrop;
import org.likeness.training.loader.PictureStore;
import org.likeness.training.loader.ShardReadahead;
import org.likeness.training.loader.SkippedPictures;
import org.likeness.training.loss.BatchLoss;
import org.likeness.training.loss.CompatibleLoss;
import org.likeness.training.loss.OldEmbeddings;
import org.likeness.training.mining.DatasetSearch;
import org.likeness.training.mining.GlobalMiner;
import org.likeness.training.optimizer.Optimizer;

/** Creates the parts of a run in the order of their dependencies, for a training and for its check alike. */
final class SessionFactory {
    private static final long MEGABYTE = 1L << 20;

    private final TrainingRequest request;
    private final TrainingRecipe recipe;
    private final StartingPoint start;
    private final EncoderSpec spec;
    private final Augmentation augmentation;

    SessionFactory(TrainingRequest request, StartingPoint start) {
        this.request = request;
        this.recipe = request.recipe();
        this.start = start;
        this.spec = start.encoder().spec();
        this.augmentation = request.parts().augmentation(recipe, spec.inputWidth(), spec.inputHeight());
    }

    /** What is kept of each decoded picture. */
    PaddedCrop cut() {
        return new PaddedCrop(spec, augmentation.margin());
    }

    /** Decoded pictures in Java's heap, as many as {@code run.cacheMegabytes} and half of the heap allow. */
    CropStore cropsInMemory() {
        return new CropsInMemory(Math.min(
                recipe.run().cacheMegabytes() * MEGABYTE, Runtime.getRuntime().maxMemory() / 2));
    }

    /**
     * A session that goes on from a checkpoint, or from the beginning.
     *
     * @param crops decoded pictures; the caller closes them after the session
     * @param skips receives a message for each picture that cannot be read
     */
    TrainingSession open(Split split, CropStore crops, Consumer<String> skips, Optional<Checkpoint> earlier) {
        RunMonitor monitor = monitor(earlier.map(Checkpoint::monitor).orElse(MonitorState.NONE));
        SkippedPictures skipped = new SkippedPictures(request.everybody().pictureCount(), skips);
        PictureStore store = new PictureStore(cut(), crops, skipped, readahead());
        BatchLoss loss = loss(split, monitor, old -> old.embed(split.training(), skipped));
        AuxiliaryState memory = new AuxiliaryState(loss, drift(), globalMiner(split.training(), store));
        return open(split, store, skipped, monitor, memory, earlier);
    }

    /** A session whose steps are thrown away: without what is remembered beside weights, optimizer and loss. */
    TrainingSession trial(Split split) {
        RunMonitor monitor = monitor(MonitorState.NONE);
        SkippedPictures skipped = new SkippedPictures(request.everybody().pictureCount(), message -> {});
        PictureStore store = new PictureStore(cut(), cropsInMemory(), skipped);
        BatchLoss loss = loss(split, monitor, old -> old.sample(split.training(), skipped));
        AuxiliaryState memory = new AuxiliaryState(loss, Optional.empty(), Optional.empty());
        return open(split, store, skipped, monitor, memory, Optional.empty());
    }

    private TrainingSession open(
            Split split,
            PictureStore store,
            SkippedPictures skipped,
            RunMonitor monitor,
            AuxiliaryState memory,
            Optional<Checkpoint> earlier) {
        TrainingSession.Resources held = new TrainingSession.Resources();
        try {
            TrainableGraph graph = graph();
            held.add(graph::close);
            Optimizer optimizer = Optimizer.of(recipe.optimizer(), graph.parameters(), decayTarget());
            held.add(optimizer::close);
            Optional<ValidationSet> judges = request.group().share().leads()
                    ? Optional.of(ValidationSet.load("validation people", split.heldBack(), spec, recipe, skipped))
                    : Optional.empty();
            RunState state = new RunState(graph, optimizer, memory, monitor);
            earlier.ifPresent(state::restore);
            long stepsDone = earlier.map(Checkpoint::step).orElse(0L);
            BatchLoader loader = loader(split.training(), stepsDone, store, memory);
            held.add(loader::close);
            held.add(memory::close); // is closed first: batches may wait for it
            return new TrainingSession(split, judges, state, loader, skipped, held);
        } catch (RuntimeException | Error e) {
            held.close();
            throw e;
        }
    }

    /** Which layers learn from which step on. */
    FineTuningStages stages() {
        return start.random()
                ? FineTuningStages.none(Set.copyOf(start.encoder().trainable()))
                : FineTuningStages.of(
                        recipe.fineTuning(), start.encoder(), recipe.run().steps());
    }

    private TrainableGraph graph() {
        boolean frozen = !start.random() && recipe.fineTuning().statistics() == FineTuningSettings.Statistics.FROZEN;
        GraphSettings settings =
                new GraphSettings(Precision.FLOAT, GraphSettings.USUAL_MOMENTUM, frozen, request.device());
        return TrainableGraph.of(
                start.encoder().graph(),
                Set.copyOf(start.encoder().trainable()),
                recipe.sampling().batchNorm() == BatchNorm.SYNCHRONIZED
                        ? settings.withRanks(request.group())
                        : settings);
    }

    private DecayTarget decayTarget() {
        return start.random() ? DecayTarget.ZERO : recipe.fineTuning().decayTarget();
    }

    private RunMonitor monitor(MonitorState state) {
        return new RunMonitor(recipe, start.traits(recipe), state);
    }

    /** @param embedding how the old encoder of compatible training embeds the training pictures */
    private BatchLoss loss(Split split, RunMonitor monitor, Function<OldEncoder, OldEmbeddings> embedding) {
        int people = split.training().identities().size();
        BatchLoss own = BatchLoss.of(
                recipe,
                request.parts().objective(recipe, monitor::strategyAt, Libtorch.threads()),
                people,
                spec.embeddingSize(),
                request.group());
        BatchLoss whole = request.compatibleWith()
                .map(encoder ->
                        new OldEncoder(encoder, request.device(), recipe.run().loaderThreads()))
                .<BatchLoss>map(old -> new CompatibleLoss(
                        recipe,
                        own,
                        TripletObjective.ofHarmonicTriplets(
                                recipe.mining(), monitor::strategyAt, recipe.loss(), Libtorch.threads()),
                        embedding.apply(old),
                        people,
                        spec.embeddingSize()))
                .orElse(own);
        return new ExaminedLoss(whole);
    }

    private Optional<MemoryDrift> drift() {
        int embeddings = recipe.memory().embeddings();
        return embeddings > 0 ? Optional.of(new MemoryDrift(embeddings)) : Optional.empty();
    }

    private Optional<GlobalMiner> globalMiner(FaceDataset people, PictureStore store) {
        if (recipe.globalMining().every() == 0) {
            return Optional.empty();
        }
        DatasetSearch search = new DatasetSearch(
                people,
                spec,
                store,
                new CenterCrop(augmentation.margin(), spec.inputWidth(), spec.inputHeight()),
                recipe.globalMining().pictures());
        return Optional.of(new GlobalMiner(recipe, search, this::graph));
    }

    /** Batches that are prepared ahead may be some places of the window further on. */
    private ShardReadahead readahead() {
        int shards = recipe.sampling().shards();
        return new ShardReadahead(shards == 0 ? 0 : shards + recipe.run().loaderThreads() + 2);
    }

    private BatchLoader loader(FaceDataset people, long stepsDone, PictureStore store, AuxiliaryState memory) {
        BatchSampler sampler = request.parts().sampler(recipe, people);
        LongFunction<Batch> batches = step -> sampler.sample(step, memory.confusionGroups(step));
        BatchMaker maker = new BatchMaker(
                people,
                batches,
                store,
                augmentation,
                spec,
                recipe.seed(),
                request.group().share());
        return new BatchLoader(
                maker, stepsDone, recipe.run().steps(), recipe.run().loaderThreads());
    }
}

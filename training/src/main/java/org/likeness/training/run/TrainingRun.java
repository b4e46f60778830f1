package org.likeness.training.run;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import org.likeness.core.dataset.Batch;
import org.likeness.core.dataset.DatasetHash;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.JoinedDataset;
import org.likeness.core.dataset.PkSampler;
import org.likeness.core.dataset.Split;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.file.AtomicFile;
import org.likeness.core.image.Augmenter;
import org.likeness.core.random.DrawSeed;
import org.likeness.core.recipe.FineTuningSettings;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.model.EncoderModel;
import org.likeness.training.check.TrainingCheck;
import org.likeness.training.diagnostics.ExaminedLoss;
import org.likeness.training.diagnostics.MonitorState;
import org.likeness.training.diagnostics.NetworkTraits;
import org.likeness.training.diagnostics.RunMonitor;
import org.likeness.training.event.Listeners;
import org.likeness.training.event.TrainingListener;
import org.likeness.training.event.TrainingResult;
import org.likeness.training.event.TrainingStart;
import org.likeness.training.files.Checkpoint;
import org.likeness.training.files.Checkpoints;
import org.likeness.training.files.RunDirectory;
import org.likeness.training.files.RunRecorder;
import org.likeness.training.graph.Device;
import org.likeness.training.graph.Libtorch;
import org.likeness.training.graph.TrainableGraph;
import org.likeness.training.loader.BatchLoader;
import org.likeness.training.loader.BatchMaker;
import org.likeness.training.loader.CropStore;
import org.likeness.training.loader.CropsInFile;
import org.likeness.training.loader.CropsInMemory;
import org.likeness.training.loader.PaddedCrop;
import org.likeness.training.loader.PictureStore;
import org.likeness.training.loader.SkippedPictures;
import org.likeness.training.loss.BatchLoss;
import org.likeness.training.mining.DatasetSearch;
import org.likeness.training.mining.GlobalMiner;
import org.likeness.training.optimizer.Optimizer;
import org.likeness.training.recipe.RecipeWriter;

/** Puts a run together from recipe, data and, where it is resumed, its checkpoint; then lets it go. */
public final class TrainingRun {
    /** At most one in so many people is held back: most are to be learned from. */
    private static final int ONE_IN = 5;

    private static final long MEGABYTE = 1L << 20;

    private final TrainingRecipe recipe;
    private final FaceDataset data;
    private final Optional<FaceDataset> heldBack;
    private final FaceDataset all;
    private final EncoderModel start;
    private final Device device;
    private final boolean startsFromRandom;
    private final BestEncoder.Guard guard;
    private final RunDirectory run;
    private final List<TrainingListener> listeners;
    private final InstantSource clock;
    private final Requirements requirements;

    public TrainingRun(
            TrainingRecipe recipe,
            FaceDataset data,
            Optional<FaceDataset> heldBack,
            Optional<EncoderModel> start,
            Device device,
            boolean acceptWorse,
            RunDirectory run,
            List<TrainingListener> listeners,
            InstantSource clock) {
        this.recipe = recipe;
        this.data = data;
        this.heldBack = heldBack;
        this.all =
                heldBack.map(people -> JoinedDataset.of(List.of(data, people))).orElse(data);
        this.device = device;
        this.startsFromRandom = start.isEmpty();
        this.start = start.map(encoder -> StartingPoint.of(recipe, encoder)).orElseGet(() -> StartingPoint.of(recipe));
        this.guard = start.isEmpty()
                ? BestEncoder.Guard.NONE
                : acceptWorse ? BestEncoder.Guard.KNOWN : BestEncoder.Guard.TO_BE_BEATEN;
        this.run = run;
        this.listeners = listeners;
        this.clock = clock;
        this.requirements = new Requirements(recipe, data, this.start, startsFromRandom, beginning(), run);
    }

    /**
     * @param resume whether an earlier part of the run is looked for
     * @param stop   asked after each step
     */
    public TrainingResult run(boolean resume, BooleanSupplier stop) {
        Split split = split();
        Checkpoints checkpoints = checkpoints();
        Optional<Checkpoint> earlier = resume ? checkpoints.latest() : Optional.empty();
        earlier.ifPresent(requirements::requireSameRecipe);
        Provenance provenance =
                provenance(split, DatasetHash.of(all)); // reads all pictures: after what is told at once
        earlier.ifPresent(checkpoint -> requirements.requireSameData(checkpoint, provenance.dataHash()));
        Libtorch.setThreads(threads());
        long stepsDone = earlier.map(Checkpoint::step).orElse(0L);
        double before = earlier.map(Checkpoint::elapsed).orElse(0.0);
        Augmenter augmenter = augmenter();
        PaddedCrop cut = new PaddedCrop(start.spec(), augmenter.margin());
        try (CropStore crops = crops(cut, provenance);
                RunRecorder recorder = new RunRecorder(
                        run, recipe.run().logEvery(), recipe.run().steps(), stepsDone, before, clock);
                TrainableGraph graph = graph();
                Optimizer optimizer = Optimizer.of(recipe.optimizer(), graph.parameters())) {
            RunMonitor monitor = new RunMonitor(
                    recipe, network(), earlier.map(Checkpoint::monitor).orElse(MonitorState.NONE));
            List<TrainingListener> told = new ArrayList<>(listeners);
            told.add(0, recorder);
            Listeners everybody = new Listeners(told);
            SkippedPictures skipped = new SkippedPictures(all.pictureCount(), everybody::skipped);
            ValidationSet people = ValidationSet.load(split.heldBack(), start.spec(), recipe, skipped);
            BestEncoder best = new BestEncoder(run, start, people, provenance, skipped, guard, earlier);
            PictureStore store = new PictureStore(cut, crops, skipped);
            RunMemory memory = memory(split.training(), store, augmenter, monitor);
            RunState state = new RunState(graph, optimizer, memory, monitor);
            earlier.ifPresent(state::restore);
            try (BatchLoader loader = loader(split.training(), stepsDone, store, augmenter, memory);
                    memory) { // is closed first: batches may wait for it
                TrainingLoop loop = new TrainingLoop(
                        recipe,
                        run,
                        provenance,
                        state,
                        loader,
                        best,
                        checkpoints,
                        skipped,
                        everybody,
                        split.training(),
                        stages());
                if (earlier.isEmpty()) { // so that a run that is killed early goes on with what it began with, too
                    checkpoints.save(state.checkpoint(0, recipe, provenance, best, before));
                }
                AtomicFile.write(run.recipe(), RecipeWriter.yaml(recipe)); // from now on the folder holds a run
                everybody.started(started(split, people, stepsDone));
                try {
                    TrainingResult result = loop.run(stepsDone, new Stopwatch(System::nanoTime, before), stop);
                    if (result.finished()) {
                        run.removeCrops();
                    }
                    return result;
                } catch (HopelessRunException e) {
                    run.removeCrops(); // it will not go on
                    throw e;
                }
            }
        }
    }

    /**
     * Looks at what {@link #run} would do.
     *
     * @param resume whether an earlier part of the run is looked for
     */
    public TrainingCheck check(boolean resume) {
        Split split = split();
        Optional<Checkpoint> earlier = resume ? checkpoints().latest() : Optional.empty();
        earlier.ifPresent(checkpoint -> {
            requirements.requireSameRecipe(checkpoint);
            requirements.requireSameData(checkpoint, DatasetHash.of(all));
        });
        Libtorch.setThreads(threads());
        SkippedPictures skipped = new SkippedPictures(all.pictureCount(), message -> {});
        ValidationSet people = ValidationSet.load(split.heldBack(), start.spec(), recipe, skipped);
        Augmenter augmenter = augmenter();
        PictureStore store = new PictureStore(new PaddedCrop(start.spec(), augmenter.margin()), inMemory(), skipped);
        RunMonitor monitor = new RunMonitor(recipe, network(), MonitorState.NONE);
        RunMemory memory = new RunMemory(batchLoss(split.training(), monitor), Optional.empty(), Optional.empty());
        try (TrainableGraph graph = graph();
                Optimizer optimizer = Optimizer.of(recipe.optimizer(), graph.parameters());
                BatchLoader loader = loader(split.training(), 0, store, augmenter, memory)) {
            TrialSteps trial = new TrialSteps(recipe, network(), graph, optimizer, memory.batchLoss(), loader, people);
            return trial.look(
                    split.training(),
                    start.spec(),
                    earlier.map(Checkpoint::step).orElse(0L));
        }
    }

    private NetworkTraits network() {
        return startsFromRandom ? NetworkTraits.of(recipe) : NetworkTraits.of(start.spec());
    }

    private Checkpoints checkpoints() {
        return new Checkpoints(
                run.checkpoints(), recipe.run().keepCheckpoints(), recipe.run().keepBestCheckpoint());
    }

    private Split split() {
        requirements.requireTrainable();
        requirements.requireSphere();
        new PkSampler(data, recipe.sampling(), recipe.seed()); // its refusals speak of all the user's data
        Split split = heldBack.map(people -> new Split(data, people))
                .orElseGet(() -> Split.of(data, mostHeldBack(), DrawSeed.SPLIT.at(recipe.seed())));
        requirements.requireNegatives(split);
        return split;
    }

    private TrainableGraph graph() {
        boolean frozen = !startsFromRandom && recipe.fineTuning().statistics() == FineTuningSettings.Statistics.FROZEN;
        return TrainableGraph.of(
                start.graph(),
                Set.copyOf(start.trainable()),
                new TrainableGraph.Settings(
                        TrainableGraph.Precision.FLOAT, TrainableGraph.Settings.USUAL_MOMENTUM, frozen, device));
    }

    private FineTuningStages stages() {
        return startsFromRandom
                ? FineTuningStages.none(Set.copyOf(start.trainable()))
                : FineTuningStages.of(recipe.fineTuning(), start, recipe.run().steps());
    }

    private int mostHeldBack() {
        int most = Math.max(2, data.identitiesWithPositives() / ONE_IN);
        return Math.min(recipe.data().heldBackIdentities(), most);
    }

    private int threads() {
        return recipe.run().threads() > 0
                ? recipe.run().threads()
                : Runtime.getRuntime().availableProcessors();
    }

    private Augmenter augmenter() {
        EncoderSpec spec = start.spec();
        return new Augmenter(recipe.augmentation().variation(), spec.inputWidth(), spec.inputHeight());
    }

    /** Where decoded pictures are kept; those in a file count as long as nothing that determines them has changed. */
    private CropStore crops(PaddedCrop cut, Provenance provenance) {
        return switch (recipe.run().store()) {
            case MEMORY -> inMemory();
            case MAPPED ->
                CropsInFile.open(run.crops(), provenance.ofPictures(cut), data.pictureCount(), cut.mostBytes());
        };
    }

    private CropStore inMemory() {
        return new CropsInMemory(Math.min(
                recipe.run().cacheMegabytes() * MEGABYTE, Runtime.getRuntime().maxMemory() / 2));
    }

    private RunMemory memory(FaceDataset people, PictureStore store, Augmenter augmenter, RunMonitor monitor) {
        int embeddings = recipe.memory().embeddings();
        DatasetSearch look = new DatasetSearch(
                people, start.spec(), store, augmenter, recipe.globalMining().pictures());
        return new RunMemory(
                batchLoss(people, monitor),
                embeddings > 0 ? Optional.of(new MemoryDrift(embeddings)) : Optional.empty(),
                recipe.globalMining().every() > 0
                        ? Optional.of(new GlobalMiner(recipe, look, this::graph))
                        : Optional.empty());
    }

    private BatchLoss batchLoss(FaceDataset people, RunMonitor monitor) {
        return new ExaminedLoss(BatchLoss.of(
                recipe,
                monitor::strategyAt,
                people.identities().size(),
                start.spec().embeddingSize(),
                Libtorch.threads()));
    }

    private BatchLoader loader(
            FaceDataset people, long stepsDone, PictureStore store, Augmenter augmenter, RunMemory memory) {
        PkSampler sampler = new PkSampler(people, recipe.sampling(), recipe.seed());
        LongFunction<Batch> batches = step -> sampler.sample(
                step,
                memory.lookAlikes(step),
                recipe.globalMining().share(),
                recipe.globalMining().group());
        BatchMaker maker = new BatchMaker(people, batches, store, augmenter, start.spec(), recipe.seed());
        return new BatchLoader(
                maker, stepsDone, recipe.run().steps(), recipe.run().loaderThreads());
    }

    private Provenance provenance(Split split, String hash) {
        return new Provenance(
                data.name(),
                hash,
                split.training().identities().size(),
                split.training().pictureCount(),
                split.heldBack().identities().size(),
                recipe,
                beginning(),
                device);
    }

    private String beginning() {
        return startsFromRandom ? "random weights" : "encoder " + start.space();
    }

    private TrainingStart started(Split split, ValidationSet people, long stepsDone) {
        return new TrainingStart(
                run.path(),
                recipe,
                data.name(),
                split.training().identities().size(),
                split.training().pictureCount(),
                people.identities(),
                people.pictures(),
                startsFromRandom
                        ? recipe.network().architecture()
                        : "encoder " + start.space().brief(),
                start.parameters(),
                stepsDone,
                threads());
    }
}

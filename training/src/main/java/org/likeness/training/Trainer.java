package org.likeness.training;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.likeness.core.Experimental;
import org.likeness.core.Printable;
import org.likeness.core.dataset.BatchSampler;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.file.FolderLock;
import org.likeness.core.image.Augmentation;
import org.likeness.core.recipe.CompatibilitySettings;
import org.likeness.core.recipe.CustomSettings;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.core.triplet.AnchorCost;
import org.likeness.core.triplet.TripletMiner;
import org.likeness.model.EncoderModel;
import org.likeness.training.check.TrainingCheck;
import org.likeness.training.distributed.ProcessGroup;
import org.likeness.training.event.TrainingListener;
import org.likeness.training.event.TrainingResult;
import org.likeness.training.files.RunDirectory;
import org.likeness.training.libtorch.Device;
import org.likeness.training.run.CustomParts;
import org.likeness.training.run.StartingPoint;
import org.likeness.training.run.TrainingRequest;
import org.likeness.training.run.TrainingRun;

/**
 * Trains an encoder with the triplet loss, or another loss of the recipe. It prints nothing; a {@link TrainingListener} receives its
 * events, and the folder of the run contains the best encoder, checkpoints, metrics and a log.
 *
 * <pre>{@code
 * TrainingResult result = Trainer.of(RecipeReader.defaults().recipe(), FolderDataset.read(Path.of("photos")))
 *         .into(Path.of("runs/first"))
 *         .listener(new TrainingListener() {
 *             @Override
 *             public void evaluated(EvaluationMetrics metrics) {
 *                 System.out.println(metrics);
 *             }
 *         })
 *         .train();
 * }</pre>
 *
 * <p>The same data, recipe and number of threads give the same weights, bit for bit, on the same machine, if the network runs on the CPU.
 */
public final class Trainer {
    private TrainingRecipe recipe;
    private final FaceDataset data;
    private final List<TrainingListener> listeners = new ArrayList<>();
    private CustomParts parts = CustomParts.NONE;
    private Optional<EncoderModel> start = Optional.empty();
    private Optional<EncoderModel> compatibleWith = Optional.empty();
    private Optional<FaceDataset> heldBack = Optional.empty();
    private Optional<FaceDataset> guard = Optional.empty();
    private Path folder = Path.of("runs", "latest");
    private Device device = Device.PROCESSOR;
    private ProcessGroup group = ProcessGroup.ALONE;
    private boolean acceptWorse;
    private boolean resume;
    private InstantSource clock = InstantSource.system();
    private volatile boolean stopRequested;

    private Trainer(TrainingRecipe recipe, FaceDataset data) {
        this.recipe = recipe;
        this.data = data;
    }

    /**
     * A trainer.
     *
     * @param recipe complete
     * @param data   people to learn from; some of them are held back for selection and thresholds
     */
    public static Trainer of(TrainingRecipe recipe, FaceDataset data) {
        return new Trainer(recipe, data);
    }

    /** The run's folder; {@code runs/latest} if it is not said. */
    public Trainer into(Path run) {
        this.folder = run;
        return this;
    }

    /**
     * Begins with an encoder; its input, crop and embedding size count, not the recipe's. Its weights are trained further, or drawn anew
     * if the recipe has {@code run.reinitialize}.
     */
    public Trainer from(EncoderModel encoder) {
        this.start = Optional.of(encoder);
        return this;
    }

    /**
     * Begins with a file: an encoder, or the ONNX graph of another program, which becomes an encoder with the recipe's crop, and the
     * recipe's sizes where the graph leaves them open.
     *
     * @throws org.likeness.core.LikenessException if the file is missing, broken, or has not the form of an encoder
     */
    public Trainer from(Path file) {
        return from(StartingPoint.read(file, recipe));
    }

    /**
     * Trains an encoder whose embeddings can be compared with those of an old one, by the loss of {@code compatibility}; its usual kind,
     * where the recipe has none. The space of the new encoder is another one; its metadata names the old one.
     *
     * @param old with embeddings of length 1, as many numbers as the new encoder gives; its weights stay as they are
     */
    public Trainer compatibleWith(EncoderModel old) {
        this.compatibleWith = Optional.of(old);
        if (recipe.compatibility().kind() == CompatibilitySettings.Kind.NONE) {
            recipe = recipe.withCompatibility(recipe.compatibility().withKind(CompatibilitySettings.USUAL));
        }
        return this;
    }

    /**
     * As {@link #compatibleWith(EncoderModel)}, with an encoder's file.
     *
     * @throws org.likeness.core.LikenessException if the file is missing, broken, or no encoder
     */
    public Trainer compatibleWith(Path old) {
        return compatibleWith(EncoderModel.read(old));
    }

    /**
     * Chooses triplets with a miner of the caller's, in place of {@code mining}.
     *
     * @param name  names code and parameters, such as {@code nearest(k=2)}: a letter, then up to 99 letters, digits, spaces and characters
     *     of {@code ._(),=+-}; checkpoints and provenance have it, and a run is resumed only with a miner of this name
     * @param miner of triplets
     * @throws IllegalArgumentException if the name is invalid, or the recipe's loss mines no triplets
     */
    @Experimental
    public Trainer miner(String name, TripletMiner miner) {
        recipe = recipe.withCustom(recipe.custom().withMiner(requireCustom(name)));
        parts = parts.withMiner(miner);
        return this;
    }

    /**
     * Learns from a loss on distances of the caller's, in place of that of {@code loss.kind}.
     *
     * @param name as for {@link #miner}
     * @param loss of one anchor
     * @throws IllegalArgumentException if the name is invalid, or the recipe has a custom miner, which would have no effect
     */
    @Experimental
    public Trainer loss(String name, AnchorCost loss) {
        recipe = recipe.withCustom(recipe.custom().withLoss(requireCustom(name)));
        parts = parts.withLoss(loss);
        return this;
    }

    /**
     * Composes batches with a sampler of the caller's, in place of {@code sampling}.
     *
     * @param name    as for {@link #miner}
     * @param sampler makes the sampler of the training people
     * @throws IllegalArgumentException if the name is invalid
     */
    @Experimental
    public Trainer sampler(String name, BatchSampler.Factory sampler) {
        recipe = recipe.withCustom(recipe.custom().withSampler(requireCustom(name)));
        parts = parts.withSampler(sampler);
        return this;
    }

    /**
     * Varies pictures with an augmentation of the caller's, in place of {@code augmentation}.
     *
     * @param name         as for {@link #miner}
     * @param augmentation makes the augmentation for the encoder's input size
     * @throws IllegalArgumentException if the name is invalid
     */
    @Experimental
    public Trainer augmentation(String name, Augmentation.Factory augmentation) {
        recipe = recipe.withCustom(recipe.custom().withAugmentation(requireCustom(name)));
        parts = parts.withAugmentation(augmentation);
        return this;
    }

    private static String requireCustom(String name) {
        if (!CustomSettings.isCustom(name)) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "\"%s\" is the name of what is built in: choose another one", name));
        }
        return name;
    }

    /**
     * People who select the best step and give the thresholds. All of the data are then learned from, and
     * {@code data.heldBackIdentities} does not count.
     */
    public Trainer heldBack(FaceDataset people) {
        this.heldBack = Optional.of(people);
        return this;
    }

    /**
     * People of another domain than the training people, for a run that begins {@linkplain #from with an encoder}. Each evaluation compares
     * it with that encoder on them too, and an encoder that has lost there is not written, unless that is {@linkplain #acceptWorse accepted}.
     * Loss is a 95 % interval of the change of the AUC, people resampled, that lies below 0: the more people, the smaller the loss that is
     * noticed. They select no step, give no threshold, and are not learned from. A run is resumed with the same ones.
     */
    public Trainer guard(FaceDataset people) {
        this.guard = Optional.of(people);
        return this;
    }

    /** Where the network is computed; the processor if it is not said. No part of the recipe: a run may go on elsewhere. */
    public Trainer device(Device where) {
        this.device = where;
        return this;
    }

    /**
     * Trains together with other processes, each of which is given the same recipe, data and start. Every step is that of one process with
     * the whole batch, of which each rank computes its share; rank 0 judges, saves and tells the listeners, and the others write nothing. What
     * the ranks have of a batch has batch statistics of its own, like a chunk of {@code sampling.chunk}, unless the recipe has
     * {@code sampling.batchNorm: synchronized}. The group is for one training, and the caller closes it.
     */
    @Experimental
    public Trainer group(ProcessGroup ranks) {
        this.group = ranks;
        return this;
    }

    /**
     * Whether an encoder is written even where none is better, on the held-back people, than the one that {@link #from} was given, or where
     * it loses on the {@linkplain #guard guard people}; it is not unless this is said.
     */
    public Trainer acceptWorse(boolean accept) {
        this.acceptWorse = accept;
        return this;
    }

    /** Goes on with the run in the folder, from its latest checkpoint, or from the start if it has none. */
    public Trainer resume(boolean goOn) {
        this.resume = goOn;
        return this;
    }

    /** Adds a listener for the events of the run. */
    public Trainer listener(TrainingListener listener) {
        listeners.add(listener);
        return this;
    }

    /** The clock of logs and events; the system's if it is not said. */
    public Trainer clock(InstantSource source) {
        this.clock = source;
        return this;
    }

    /**
     * Trains until all steps are taken or a stop is asked for. One training at a time in a process: libtorch's generator and
     * its threads are the process's.
     *
     * @throws org.likeness.core.LikenessException if the device is not there, the data do not suffice, the folder holds another run or anything else,
     *     another training writes into it, a checkpoint is corrupt or of another recipe or data set, training diverges, the disk is full, or
     *     another rank is lost
     */
    public TrainingResult train() {
        try {
            return group.share().leads() ? lead() : follow();
        } catch (RuntimeException | Error e) { // the others would wait for this rank
            group.abandon("ended: " + Printable.firstLine(e));
            throw e;
        }
    }

    private TrainingResult follow() {
        device.prepare();
        return new TrainingRun(request(group), new RunDirectory(folder)).follow();
    }

    private TrainingResult lead() {
        device.prepare();
        RunDirectory run = directory();
        try (FolderLock lock = FolderLock.of(run.path())) {
            directory(); // another training may have begun, and ended, before the lock was taken
            return new TrainingRun(request(group), run).run(resume, List.copyOf(listeners), clock, () -> stopRequested);
        }
    }

    private RunDirectory directory() {
        return resume ? RunDirectory.open(folder) : RunDirectory.create(folder);
    }

    /**
     * Looks at what {@link #train} would do, by some steps whose weights are thrown away. Nothing is written.
     *
     * @throws org.likeness.core.LikenessException if the run could not start
     */
    public TrainingCheck check() {
        device.prepare();
        RunDirectory run = resume ? RunDirectory.open(folder) : RunDirectory.free(folder);
        return new TrainingRun(request(ProcessGroup.ALONE), run).check(resume);
    }

    private TrainingRequest request(ProcessGroup ranks) {
        return new TrainingRequest(
                recipe, data, heldBack, start, compatibleWith, guard, parts, device, acceptWorse, ranks);
    }

    /** Asks for the present step to be the last; the state is then saved. May be called from any thread. */
    public void requestStop() {
        stopRequested = true;
    }
}

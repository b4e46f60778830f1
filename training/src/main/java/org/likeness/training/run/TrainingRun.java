package org.likeness.training.run;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.likeness.core.dataset.DatasetHash;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.PkSampler;
import org.likeness.core.dataset.Split;
import org.likeness.core.file.AtomicFile;
import org.likeness.core.random.DrawSeed;
import org.likeness.core.recipe.CustomSettings;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.model.EncoderModel;
import org.likeness.training.check.TrainingCheck;
import org.likeness.training.distributed.ProcessGroup;
import org.likeness.training.event.Listeners;
import org.likeness.training.event.TrainingListener;
import org.likeness.training.event.TrainingResult;
import org.likeness.training.event.TrainingStart;
import org.likeness.training.files.Checkpoint;
import org.likeness.training.files.Checkpoints;
import org.likeness.training.files.RunDirectory;
import org.likeness.training.files.RunRecorder;
import org.likeness.training.libtorch.Libtorch;
import org.likeness.training.loader.CropStore;
import org.likeness.training.loader.CropsInFile;
import org.likeness.training.loader.SkippedPictures;
import org.likeness.training.recipe.RecipeWriter;

/** Assembles a run from recipe, data and, if it is resumed, its checkpoint; then executes it. */
public final class TrainingRun {
    /** At most one in so many people is held back: most are to be learned from. */
    private static final int ONE_IN = 5;

    private final TrainingRequest request;
    private final TrainingRecipe recipe;
    private final FaceDataset data;
    private final StartingPoint start;
    private final RunDirectory run;
    private final Requirements requirements;
    private final SessionFactory sessions;
    private final ProcessGroup group;

    public TrainingRun(TrainingRequest request, RunDirectory run) {
        this.request = request;
        this.recipe = request.recipe();
        this.group = request.group();
        this.data = request.data();
        request.parts().requireAll(recipe);
        this.start = StartingPoint.of(recipe, request.encoder());
        this.run = run;
        this.requirements = new Requirements(recipe, data, start, request.compatibleWith(), request.guard(), run);
        this.sessions = new SessionFactory(request, start);
    }

    /**
     * Trains until all steps are taken, or a stop is asked for; in a group, as rank 0.
     *
     * @param resume    whether an earlier part of the run is looked for
     * @param listeners receive the run's events, after its own files have them
     * @param clock     of logs and events
     * @param stop      asked after each step
     */
    public TrainingResult run(
            boolean resume, List<TrainingListener> listeners, InstantSource clock, BooleanSupplier stop) {
        Split split = split();
        agree(split);
        Checkpoints checkpoints = checkpoints();
        Optional<Checkpoint> earlier = resume ? checkpoints.latest() : Optional.empty();
        earlier.ifPresent(requirements::requireSameRecipe);
        earlier.ifPresent(requirements::requireSameGuard);
        new SharedCheckpoint(group).send(earlier);
        Provenance provenance = provenance(split); // reads all pictures: after what can be refused at once
        earlier.ifPresent(checkpoint -> requirements.requireSameData(checkpoint, provenance.dataHash()));
        Libtorch.setThreads(threads());
        long stepsDone = earlier.map(Checkpoint::step).orElse(0L);
        double before = earlier.map(Checkpoint::elapsed).orElse(0.0);
        try (CropStore crops = crops(provenance);
                RunRecorder recorder = new RunRecorder(
                        run, recipe.run().logEvery(), recipe.run().steps(), stepsDone, before, clock)) {
            List<TrainingListener> all = new ArrayList<>(listeners);
            all.add(0, recorder);
            Listeners events = new Listeners(all);
            try (TrainingSession session = sessions.open(split, crops, events::skipped, earlier)) {
                earlier = earlier.map(Checkpoint::withoutTensors); // the session has its own
                BestEncoder best = new BestEncoder(
                        run,
                        start.encoder(),
                        session.validation(),
                        guard(events),
                        provenance,
                        session.skipped(),
                        request.startRole(),
                        earlier);
                RunArchive archive = new RunArchive(recipe, run, checkpoints, provenance, best, group);
                if (earlier.isEmpty()) { // so that a run that is killed early goes on with what it began with, too
                    archive.save(session.state(), 0, before);
                }
                AtomicFile.write(run.recipe(), RecipeWriter.yaml(recipe)); // from now on the folder holds a run
                events.started(started(session, stepsDone));
                TrainingLoop loop = new TrainingLoop(session, archive, sessions.stages(), events, group);
                return finish(loop, stepsDone, new Stopwatch(System::nanoTime, before), stop);
            }
        }
    }

    /** Takes the steps of the run as another rank than 0, which decides where it begins and when it stops. Nothing is written. */
    public TrainingResult follow() {
        Split split = split();
        agree(split);
        Optional<Checkpoint> earlier = new SharedCheckpoint(group).receive();
        Libtorch.setThreads(threads());
        try (CropStore crops = sessions.cropsInMemory();
                TrainingSession session = sessions.open(split, crops, message -> {}, earlier)) {
            earlier = earlier.map(Checkpoint::withoutTensors); // the session has its own
            FollowedRun keeper = new FollowedRun(recipe, run, checkpoints(), group, earlier);
            if (earlier.isEmpty()) {
                keeper.save(session.state(), 0, 0);
            }
            TrainingLoop loop = new TrainingLoop(session, keeper, sessions.stages(), new Listeners(List.of()), group);
            return loop.run(
                    earlier.map(Checkpoint::step).orElse(0L),
                    new Stopwatch(
                            System::nanoTime, earlier.map(Checkpoint::elapsed).orElse(0.0)),
                    () -> false);
        }
    }

    private void agree(Split split) {
        GroupAgreement.require(group, recipe, start.description(), split.training());
    }

    /** Takes the steps. Decoded pictures stay in the folder only while the run can go on. */
    private TrainingResult finish(TrainingLoop loop, long stepsDone, Stopwatch watch, BooleanSupplier stop) {
        try {
            TrainingResult result = loop.run(stepsDone, watch, stop);
            if (result.finished()) {
                run.removeCrops();
            }
            return result;
        } catch (UnrecoverableRunException e) {
            run.removeCrops();
            throw e;
        }
    }

    /**
     * Takes a few steps of the run and throws them away, to tell what {@link #run} would take. Nothing is written.
     *
     * @param resume whether an earlier part of the run is looked for
     */
    public TrainingCheck check(boolean resume) {
        Split split = split();
        Optional<Checkpoint> earlier = resume ? checkpoints().latest() : Optional.empty();
        earlier.ifPresent(checkpoint -> {
            requirements.requireSameRecipe(checkpoint);
            requirements.requireSameGuard(checkpoint);
            requirements.requireSameData(checkpoint, DatasetHash.of(request.everybody()));
        });
        Libtorch.setThreads(threads());
        try (TrainingSession session = sessions.trial(split)) {
            return new TrialSteps(recipe, start.traits(recipe), session)
                    .measure(
                            sessions.cut(),
                            request.parts().sampler(recipe, split.training()),
                            earlier.map(Checkpoint::step).orElse(0L));
        }
    }

    private Split split() {
        requirements.requireTrainable();
        requirements.requireSphere();
        requirements.requireComparable();
        requirements.requireGuarded();
        if (!CustomSettings.isCustom(recipe.custom().sampler())) {
            new PkSampler(data, recipe.sampling(), recipe.seed()); // its refusals speak of all the user's data
        }
        Split split = request.validation()
                .map(people -> new Split(data, people))
                .orElseGet(() -> Split.of(data, mostHeldBack(), DrawSeed.SPLIT.at(recipe.seed())));
        requirements.requireNegatives(split);
        return split;
    }

    private int mostHeldBack() {
        int most = Math.max(2, data.identitiesWithPositives() / ONE_IN);
        return Math.min(recipe.data().heldBackIdentities(), most);
    }

    private Optional<GuardSet> guard(Listeners events) {
        return request.guard()
                .map(people -> GuardSet.load(
                        people,
                        start.encoder(),
                        recipe,
                        request.device(),
                        new SkippedPictures(people.pictureCount(), events::skipped)));
    }

    private Checkpoints checkpoints() {
        return new Checkpoints(
                run.checkpoints(), recipe.run().keepCheckpoints(), recipe.run().keepBestCheckpoint());
    }

    private int threads() {
        return recipe.run().threads() > 0
                ? recipe.run().threads()
                : Math.max(1, Runtime.getRuntime().availableProcessors() / group.ranksHere());
    }

    /** Where decoded pictures are kept; those in a file count as long as nothing that determines them has changed. */
    private CropStore crops(Provenance provenance) {
        return switch (recipe.run().store()) {
            case MEMORY -> sessions.cropsInMemory();
            case MAPPED ->
                CropsInFile.open(
                        run.crops(),
                        provenance.ofPictures(sessions.cut()),
                        data.pictureCount(),
                        sessions.cut().mostBytes());
        };
    }

    private Provenance provenance(Split split) {
        return new Provenance(
                data.name(),
                DatasetHash.of(request.everybody()),
                split.training().identities().size(),
                split.training().pictureCount(),
                split.heldBack().identities().size(),
                recipe,
                start.description(),
                request.compatibleWith().map(EncoderModel::space),
                request.device());
    }

    private String network() {
        String name = start.name(recipe);
        return request.compatibleWith()
                .map(old -> name + ", compatible with encoder " + old.space().brief())
                .orElse(name);
    }

    private TrainingStart started(TrainingSession session, long stepsDone) {
        FaceDataset training = session.split().training();
        return new TrainingStart(
                run.path(),
                recipe,
                data.name(),
                training.identities().size(),
                training.pictureCount(),
                session.validation().identities(),
                session.validation().pictures(),
                network(),
                start.encoder().parameters(),
                stepsDone,
                threads());
    }
}

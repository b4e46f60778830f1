package org.likeness.training.run;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.core.triplet.ConfusableIdentities;
import org.likeness.training.diagnostics.Assessment;
import org.likeness.training.distributed.ProcessGroup;
import org.likeness.training.event.Diagnosis.Symptom;
import org.likeness.training.event.EvaluationMetrics;
import org.likeness.training.event.GlobalMiningRound;
import org.likeness.training.event.StepMetrics;
import org.likeness.training.event.TrainingListener;
import org.likeness.training.event.TrainingResult;
import org.likeness.training.loader.LoadedBatch;
import org.likeness.training.loss.LossResult;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The loop over steps, with evaluations and checkpoints where they are due, evaluations first. */
final class TrainingLoop {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, String>> REASONS = new TypeReference<>() {};

    private final TrainingSession session;
    private final RunKeeper archive;
    private final TrainingRecipe recipe;
    private final RunState state;
    private final TrainingListener listener;
    private final TrainingStep step;
    private final ProcessGroup group;

    TrainingLoop(
            TrainingSession session,
            RunKeeper archive,
            FineTuningStages stages,
            TrainingListener listener,
            ProcessGroup group) {
        this.group = group;
        this.session = session;
        this.archive = archive;
        this.recipe = archive.recipe();
        this.state = session.state();
        this.listener = listener;
        this.step = new TrainingStep(
                recipe, state.graph(), state.optimizer(), state.memory().batchLoss(), stages, group);
    }

    /**
     * @param stepsDone 0, or where a resumed run goes on
     * @param watch     of the time
     * @param stop      asked after each step; of rank 0
     */
    TrainingResult run(long stepsDone, Stopwatch watch, BooleanSupplier stop) {
        try {
            return steps(stepsDone, watch, stop);
        } catch (DivergedException e) {
            listener.diagnosed(e.diagnosis());
            throw e;
        }
    }

    private TrainingResult steps(long stepsDone, Stopwatch watch, BooleanSupplier stop) {
        long steps = recipe.run().steps();
        long done = stepsDone;
        if (done == 0) {
            archive.judgeStart(state.graph(), watch.elapsed()).ifPresent(this::tell);
        }
        Optional<Path> saved = Optional.empty();
        while (done < steps && !stops(stop)) {
            long next = done;
            state.memory().miner().flatMap(miner -> miner.beginningAt(next)).ifPresent(found -> tell(next + 1, found));
            done++;
            tell(step(done, watch));
            if (done == stepsDone + 1 && !state.graph().replacedConvolutions().isEmpty()) {
                listener.replaced(state.graph().replacedConvolutions());
            }
            long stepped = done;
            state.memory().miner().ifPresent(miner -> miner.stepped(stepped, state.graph()));
            boolean keeps = isDue(done, recipe.run().checkpointEvery());
            if (isDue(done, recipe.run().evaluateEvery())) {
                tellSkipped();
                EvaluationMetrics evaluation = archive.judge(state.graph(), done, watch.elapsed());
                tell(evaluation);
                keeps |= evaluation.best() && recipe.run().keepBestCheckpoint();
            }
            saved = keeps ? Optional.of(save(done, watch)) : Optional.empty();
        }
        tellSkipped();
        Path checkpoint = saved.isPresent() ? saved.get() : save(done, watch);
        TrainingResult result = new TrainingResult(
                archive.folder().path(),
                done,
                done == steps,
                checkpoint,
                archive.best()
                        .filter(found -> found.step() > 0)
                        .map(found -> archive.folder().encoder()),
                archive.best(),
                archive.start(),
                watch.elapsed(),
                session.skipped().reasons().size());
        listener.finished(result);
        return result;
    }

    private boolean stops(BooleanSupplier stop) {
        return group.share().size() == 1
                ? stop.getAsBoolean()
                : group.broadcast(new byte[] {(byte) (stop.getAsBoolean() ? 1 : 0)})[0] != 0;
    }

    /** A picture is read by one rank; each knows of all that cannot be read. */
    private void tellSkipped() {
        if (group.share().size() > 1) {
            for (byte[] other :
                    group.gather(JSON.writeValueAsBytes(session.skipped().reasons()))) {
                session.skipped().addAll(JSON.readValue(other, REASONS));
            }
        }
    }

    private void tell(StepMetrics metrics) {
        listener.stepped(metrics);
        tell(state.monitor().stepped(metrics));
    }

    private void tell(long step, ConfusableIdentities found) {
        listener.looked(GlobalMiningRound.of(step, found, session.split().training()));
    }

    private void tell(EvaluationMetrics metrics) {
        listener.evaluated(metrics);
        tell(state.monitor().evaluated(metrics));
    }

    private void tell(Assessment assessment) {
        assessment.miningChange().ifPresent(listener::moved);
        assessment.diagnoses().forEach(listener::diagnosed);
        assessment.diagnoses().stream()
                .filter(said -> said.symptom() == Symptom.COLLAPSE)
                .filter(said -> recipe.run().stopOnCollapse())
                .forEach(collapse -> {
                    throw new CollapsedException(collapse);
                });
    }

    private boolean isDue(long done, int every) {
        return done % every == 0 || done == recipe.run().steps();
    }

    private StepMetrics step(long done, Stopwatch watch) {
        double before = watch.elapsed();
        LoadedBatch batch = session.loader().next();
        double waiting = watch.elapsed() - before;
        TrainingStep.Outcome outcome = step.take(batch);
        LossResult lossResult = outcome.lossResult();
        SortedMap<String, Double> further = new TreeMap<>(lossResult.further());
        state.memory()
                .drift()
                .map(drift -> drift.stepped(state.graph(), batch, outcome.pictures()))
                .ifPresent(drift -> drift.ifPresent(distance -> further.put("memoryDrift", distance)));
        double after = watch.elapsed();
        return new StepMetrics(
                done,
                lossResult.value(),
                lossResult.cost(),
                lossResult.statistics().activeShare(),
                lossResult.minedShare(),
                lossResult.statistics().meanToPositive(),
                lossResult.statistics().meanToNegative(),
                outcome.learningRate(),
                outcome.gradientNorm(),
                outcome.pictures(),
                after - before,
                waiting,
                after,
                further);
    }

    private Path save(long done, Stopwatch watch) {
        Path file = archive.save(state, done, watch.elapsed());
        listener.checkpointed(done, file);
        return file;
    }
}

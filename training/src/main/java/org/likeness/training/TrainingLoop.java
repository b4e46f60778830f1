package org.likeness.training;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.training.checkpoint.Checkpoint;
import org.likeness.training.checkpoint.Checkpoints;
import org.likeness.training.feed.FeedBatch;
import org.likeness.training.feed.SkippedPictures;
import org.likeness.training.feed.TrainingFeed;
import org.likeness.training.graph.TrainableGraph;
import org.likeness.training.lesson.Lesson;
import org.likeness.training.lesson.Taught;
import org.likeness.training.optimizer.Optimizer;

/** Step after step; in between, evaluations and checkpoints where they are due, an evaluation always first. */
final class TrainingLoop {
    private final TrainingRecipe recipe;
    private final RunDirectory run;
    private final Provenance provenance;
    private final TrainableGraph graph;
    private final Optimizer optimizer;
    private final TrainingFeed feed;
    private final BestEncoder best;
    private final Checkpoints checkpoints;
    private final SkippedPictures skipped;
    private final TrainingListener listener;
    private final Lesson lesson;
    private final TrainingStep step;
    private final Doctor doctor;

    TrainingLoop(
            TrainingRecipe recipe,
            RunDirectory run,
            Provenance provenance,
            TrainableGraph graph,
            Optimizer optimizer,
            TrainingFeed feed,
            BestEncoder best,
            Checkpoints checkpoints,
            SkippedPictures skipped,
            TrainingListener listener,
            Lesson lesson,
            FineTuningStages stages) {
        this.recipe = recipe;
        this.run = run;
        this.provenance = provenance;
        this.graph = graph;
        this.optimizer = optimizer;
        this.feed = feed;
        this.best = best;
        this.checkpoints = checkpoints;
        this.skipped = skipped;
        this.listener = listener;
        this.lesson = lesson;
        this.step = new TrainingStep(recipe, graph, optimizer, lesson, stages);
        this.doctor = new Doctor(recipe);
    }

    /**
     * @param stepsDone 0, or where a resumed run goes on
     * @param watch     of the time
     * @param stop      asked after each step
     */
    TrainingResult run(long stepsDone, Stopwatch watch, BooleanSupplier stop) {
        long steps = recipe.run().steps();
        long done = stepsDone;
        if (done == 0) {
            best.judgeStart(graph, watch.elapsed()).ifPresent(this::tell);
        }
        Optional<Path> saved = Optional.empty();
        while (done < steps && !stop.getAsBoolean()) {
            done++;
            tell(step(done, watch));
            if (isDue(done, recipe.run().evaluateEvery())) {
                tell(best.judge(graph, done, watch.elapsed()));
            }
            saved = isDue(done, recipe.run().checkpointEvery()) ? Optional.of(save(done, watch)) : Optional.empty();
        }
        Path checkpoint = saved.isPresent() ? saved.get() : save(done, watch);
        TrainingResult result = new TrainingResult(
                run.path(),
                done,
                done == steps,
                checkpoint,
                Optional.of(run.encoder()).filter(Files::exists),
                best.best(),
                best.start(),
                watch.elapsed(),
                skipped.reasons().size());
        listener.finished(result);
        return result;
    }

    private void tell(StepMetrics metrics) {
        listener.stepped(metrics);
        Optional<Diagnosis> diagnosis = doctor.stepped(metrics);
        diagnosis.ifPresent(listener::diagnosed);
        if (recipe.run().stopOnCollapse()) {
            diagnosis
                    .filter(said -> said.symptom() == Diagnosis.Symptom.COLLAPSE)
                    .ifPresent(collapse -> {
                        throw new CollapsedException(collapse);
                    });
        }
    }

    private void tell(EvaluationMetrics metrics) {
        listener.evaluated(metrics);
        doctor.evaluated(metrics).ifPresent(listener::diagnosed);
    }

    private boolean isDue(long done, int every) {
        return done % every == 0 || done == recipe.run().steps();
    }

    private StepMetrics step(long done, Stopwatch watch) {
        double before = watch.elapsed();
        FeedBatch batch = feed.next();
        double waiting = watch.elapsed() - before;
        TrainingStep.Outcome outcome = step.take(batch);
        Taught taught = outcome.taught();
        double after = watch.elapsed();
        return new StepMetrics(
                done,
                taught.value(),
                taught.cost(),
                taught.statistics().activeShare(),
                taught.minedShare(),
                taught.statistics().meanToPositive(),
                taught.statistics().meanToNegative(),
                outcome.learningRate(),
                outcome.gradientNorm(),
                batch.size(),
                after - before,
                waiting,
                after,
                taught.further());
    }

    private Path save(long done, Stopwatch watch) {
        Path file = checkpoints.save(new Checkpoint(
                done,
                graph.state(),
                optimizer.state(),
                lesson.state(),
                recipe,
                provenance.dataHash(),
                provenance.start(),
                best.best(),
                best.start(),
                watch.elapsed()));
        listener.checkpointed(done, file);
        return file;
    }
}

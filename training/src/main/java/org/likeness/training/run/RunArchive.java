package org.likeness.training.run;

import java.nio.file.Path;
import java.util.Optional;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.training.distributed.ProcessGroup;
import org.likeness.training.event.EvaluationMetrics;
import org.likeness.training.files.Checkpoint;
import org.likeness.training.files.Checkpoints;
import org.likeness.training.files.RunDirectory;
import org.likeness.training.graph.TrainableGraph;

/**
 * Judges a run and writes its files.
 *
 * @param recipe      of the run
 * @param folder      of the run
 * @param checkpoints in that folder
 * @param provenance  for checkpoints and encoder
 * @param judge       evaluates and writes the encoder
 * @param group       is told what was found
 */
record RunArchive(
        TrainingRecipe recipe,
        RunDirectory folder,
        Checkpoints checkpoints,
        Provenance provenance,
        BestEncoder judge,
        ProcessGroup group)
        implements RunKeeper {
    @Override
    public Optional<EvaluationMetrics> judgeStart(TrainableGraph graph, double elapsed) {
        Optional<EvaluationMetrics> found = judge.judgeStart(graph, elapsed);
        group.broadcast(FoundMetrics.bytes(found));
        return found;
    }

    @Override
    public EvaluationMetrics judge(TrainableGraph graph, long step, double elapsed) {
        EvaluationMetrics found = judge.judge(graph, step, elapsed);
        group.broadcast(FoundMetrics.bytes(Optional.of(found)));
        return found;
    }

    @Override
    public Optional<EvaluationMetrics> best() {
        return judge.best();
    }

    @Override
    public Optional<EvaluationMetrics> start() {
        return judge.start();
    }

    @Override
    public Path save(RunState state, long done, double elapsed) {
        return checkpoints.save(new Checkpoint(
                done,
                state.graph().state(),
                state.optimizer().state(),
                state.memory().state(done),
                recipe,
                provenance.dataHash(),
                provenance.start(),
                provenance.compatibleWith(),
                judge.best(),
                judge.start(),
                state.monitor().memory(),
                elapsed));
    }
}

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

/** The run as a rank sees it that does not judge and saves nothing: rank 0 tells it what was found. */
final class FollowedRun implements RunKeeper {
    private final TrainingRecipe recipe;
    private final RunDirectory folder;
    private final Checkpoints checkpoints;
    private final ProcessGroup group;
    private Optional<EvaluationMetrics> best;
    private Optional<EvaluationMetrics> beginning;

    /**
     * @param folder      of rank 0
     * @param checkpoints in that folder
     * @param earlier     the checkpoint of a resumed run
     */
    FollowedRun(
            TrainingRecipe recipe,
            RunDirectory folder,
            Checkpoints checkpoints,
            ProcessGroup group,
            Optional<Checkpoint> earlier) {
        this.recipe = recipe;
        this.folder = folder;
        this.checkpoints = checkpoints;
        this.group = group;
        this.best = earlier.flatMap(Checkpoint::best);
        this.beginning = earlier.flatMap(Checkpoint::beginning);
    }

    @Override
    public TrainingRecipe recipe() {
        return recipe;
    }

    @Override
    public RunDirectory folder() {
        return folder;
    }

    @Override
    public Optional<EvaluationMetrics> judgeStart(TrainableGraph graph, double elapsed) {
        beginning = FoundMetrics.read(group.broadcast(new byte[0]));
        return beginning;
    }

    @Override
    public EvaluationMetrics judge(TrainableGraph graph, long step, double elapsed) {
        EvaluationMetrics found =
                FoundMetrics.read(group.broadcast(new byte[0])).orElseThrow();
        if (found.best()) {
            best = Optional.of(found);
        }
        return found;
    }

    @Override
    public Optional<EvaluationMetrics> best() {
        return best;
    }

    @Override
    public Optional<EvaluationMetrics> start() {
        return beginning;
    }

    @Override
    public Path save(RunState state, long done, double elapsed) {
        state.memory().batchLoss().state(); // rank 0 saves this rank's part
        return checkpoints.file(done);
    }
}

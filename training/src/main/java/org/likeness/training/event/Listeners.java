package org.likeness.training.event;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;

/** Forwards events to several listeners, in order. */
public record Listeners(List<TrainingListener> all) implements TrainingListener {
    @Override
    public void started(TrainingStart start) {
        all.forEach(listener -> listener.started(start));
    }

    @Override
    public void stepped(StepMetrics metrics) {
        all.forEach(listener -> listener.stepped(metrics));
    }

    @Override
    public void evaluated(EvaluationMetrics metrics) {
        all.forEach(listener -> listener.evaluated(metrics));
    }

    @Override
    public void looked(GlobalMiningRound look) {
        all.forEach(listener -> listener.looked(look));
    }

    @Override
    public void diagnosed(Diagnosis diagnosis) {
        all.forEach(listener -> listener.diagnosed(diagnosis));
    }

    @Override
    public void moved(MiningChange move) {
        all.forEach(listener -> listener.moved(move));
    }

    @Override
    public void checkpointed(long step, Path file) {
        all.forEach(listener -> listener.checkpointed(step, file));
    }

    @Override
    public void skipped(String message) {
        all.forEach(listener -> listener.skipped(message));
    }

    @Override
    public void replaced(SortedSet<String> convolutions) {
        all.forEach(listener -> listener.replaced(convolutions));
    }

    @Override
    public void finished(TrainingResult result) {
        all.forEach(listener -> listener.finished(result));
    }
}

package org.likeness.training.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.likeness.core.recipe.FineTuningSettings;
import org.likeness.model.EncoderModel;
import org.likeness.model.graph.Node;

/**
 * The trainable parameters of each stage of a fine-tuning run, and their learning rates. A layer is a node with a trainable kernel or
 * matrix, together with the trainable tensors of the nodes between it and the next one; layers are counted backwards from the embedding.
 */
public final class FineTuningStages {
    /**
     * A stage.
     *
     * @param end          the first step, from 0, that is not of it
     * @param learning     names of the parameters that learn
     * @param learningRate factor on the schedule's
     */
    public record Stage(long end, Set<String> learning, double learningRate) {
        public Stage {
            learning = Set.copyOf(learning);
        }
    }

    private final List<Stage> stages;

    private FineTuningStages(List<Stage> stages) {
        this.stages = List.copyOf(stages);
    }

    /** A single stage in which everything learns: a run from random weights. */
    static FineTuningStages none(Set<String> parameters) {
        return new FineTuningStages(List.of(new Stage(Long.MAX_VALUE, parameters, 1)));
    }

    /**
     * The stages of a run.
     *
     * @param start what it begins with
     * @param steps of the whole run
     */
    public static FineTuningStages of(FineTuningSettings settings, EncoderModel start, long steps) {
        List<Set<String>> layers = layers(start);
        List<Stage> stages = new ArrayList<>();
        double passed = 0;
        for (int i = 0; i < settings.lengths().size(); i++) {
            passed += settings.lengths().get(i);
            long end = i == settings.lengths().size() - 1 ? steps : Math.round(passed * steps);
            int learning = Math.max(1, (int) Math.round(settings.depths().get(i) * layers.size()));
            Set<String> names = new HashSet<>();
            layers.subList(Math.max(0, layers.size() - learning), layers.size()).forEach(names::addAll);
            stages.add(new Stage(end, names, settings.learningRates().get(i)));
        }
        return new FineTuningStages(stages);
    }

    /** The stage of a step, counted from 0. */
    public Stage at(long step) {
        return stages.get(number(step));
    }

    /** Which stage a step, counted from 0, is of; from 0. */
    int number(long step) {
        int last = stages.size() - 1;
        return (int) stages.subList(0, last).stream()
                .takeWhile(stage -> step >= stage.end())
                .count();
    }

    /** Whether a step, counted from 0, is the first one of a stage. */
    public boolean begins(long step) {
        return step == 0 || number(step) > number(step - 1);
    }

    /** Names of the parameters, layer by layer, the first layer first. */
    private static List<Set<String>> layers(EncoderModel start) {
        Set<String> left = new HashSet<>(start.trainable());
        List<Set<String>> layers = new ArrayList<>();
        for (Node node : start.graph().nodes()) {
            Set<String> here = new LinkedHashSet<>(node.inputs());
            here.retainAll(left);
            left.removeAll(here);
            if (here.isEmpty()) {
                continue;
            }
            boolean opens = here.stream().anyMatch(name -> isMatrix(start, name));
            if (opens || layers.isEmpty()) {
                layers.add(new HashSet<>());
            }
            layers.get(layers.size() - 1).addAll(here);
        }
        return layers;
    }

    private static boolean isMatrix(EncoderModel start, String name) {
        long[] shape = start.graph().initializer(name).shape();
        int axes = 0;
        for (long size : shape) {
            axes += size > 1 ? 1 : 0;
        }
        return axes > 1;
    }
}

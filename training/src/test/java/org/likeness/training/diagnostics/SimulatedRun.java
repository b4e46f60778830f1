package org.likeness.training.diagnostics;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.training.event.Diagnosis;
import org.likeness.training.event.Diagnosis.Symptom;
import org.likeness.training.event.StepMetrics;
import org.likeness.training.recipe.RecipeReader;

/** Made-up figures of runs, and what the run monitor says of them. */
record SimulatedRun(
        double loss,
        double active,
        double mined,
        double toPositive,
        double toNegative,
        double gradient,
        double rank,
        double beyondTenth,
        double beyondHalf,
        double beyondThreeQuarters,
        int people) {
    /** A step of a run that is well and has learned something. */
    static final SimulatedRun WELL = new SimulatedRun(0.15, 0.2, 0.9, 1, 2, 1.5, 50, 0.4, 0.05, 0.01, 44);

    SimulatedRun apart(double positive, double negative) {
        return new SimulatedRun(
                loss,
                active,
                mined,
                positive,
                negative,
                gradient,
                rank,
                beyondTenth,
                beyondHalf,
                beyondThreeQuarters,
                people);
    }

    SimulatedRun costing(double newLoss) {
        return new SimulatedRun(
                newLoss,
                active,
                mined,
                toPositive,
                toNegative,
                gradient,
                rank,
                beyondTenth,
                beyondHalf,
                beyondThreeQuarters,
                people);
    }

    SimulatedRun left(double newActive, double newMined) {
        return new SimulatedRun(
                loss,
                newActive,
                newMined,
                toPositive,
                toNegative,
                gradient,
                rank,
                beyondTenth,
                beyondHalf,
                beyondThreeQuarters,
                people);
    }

    SimulatedRun moved(double newGradient) {
        return new SimulatedRun(
                loss,
                active,
                mined,
                toPositive,
                toNegative,
                newGradient,
                rank,
                beyondTenth,
                beyondHalf,
                beyondThreeQuarters,
                people);
    }

    SimulatedRun ranked(double newRank) {
        return new SimulatedRun(
                loss,
                active,
                mined,
                toPositive,
                toNegative,
                gradient,
                newRank,
                beyondTenth,
                beyondHalf,
                beyondThreeQuarters,
                people);
    }

    SimulatedRun of(int newPeople) {
        return new SimulatedRun(
                loss,
                active,
                mined,
                toPositive,
                toNegative,
                gradient,
                rank,
                beyondTenth,
                beyondHalf,
                beyondThreeQuarters,
                newPeople);
    }

    SimulatedRun placed(double tenth, double half, double threeQuarters) {
        return new SimulatedRun(
                loss, active, mined, toPositive, toNegative, gradient, rank, tenth, half, threeQuarters, people);
    }

    /** As the run tells it; every tenth step has the figures of a closer look. */
    StepMetrics at(int step) {
        SortedMap<String, Double> further = new TreeMap<>();
        if (step % 10 == 0) {
            further.put(ExaminedLoss.RANK, rank);
            further.put(ExaminedLoss.PEOPLE, (double) people);
            further.put(ExaminedLoss.BEYOND_TENTH, beyondTenth);
            further.put(ExaminedLoss.BEYOND_HALF, beyondHalf);
            further.put(ExaminedLoss.BEYOND_THREE_QUARTERS, beyondThreeQuarters);
        }
        return new StepMetrics(
                step, loss, 10, active, mined, toPositive, toNegative, 1e-3, gradient, 64, 1, 0, step, further);
    }

    static TrainingRecipe recipe(String... settings) {
        RecipeReader reader = RecipeReader.defaults();
        for (String setting : settings) {
            reader = reader.set(setting);
        }
        return reader.recipe();
    }

    static RunMonitor monitor(String... settings) {
        return monitor(MonitorState.NONE, settings);
    }

    static RunMonitor monitor(MonitorState memory, String... settings) {
        TrainingRecipe recipe = recipe(settings);
        return new RunMonitor(recipe, NetworkTraits.of(recipe), memory);
    }

    /** All that is said to steps 1, 2, … */
    static List<Diagnosis> watched(int steps, IntFunction<SimulatedRun> run, String... settings) {
        return watched(monitor(settings), 1, steps, run);
    }

    static List<Diagnosis> watched(RunMonitor monitor, int from, int to, IntFunction<SimulatedRun> run) {
        List<Diagnosis> said = new ArrayList<>();
        for (int step = from; step <= to; step++) {
            said.addAll(monitor.stepped(run.apply(step).at(step)).diagnoses());
        }
        return said;
    }

    static List<Symptom> symptoms(List<Diagnosis> said) {
        return said.stream().map(Diagnosis::symptom).toList();
    }
}

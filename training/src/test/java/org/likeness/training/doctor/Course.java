package org.likeness.training.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.likeness.core.recipe.RecipeReader;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.training.StepMetrics;
import org.likeness.training.doctor.Diagnosis.Symptom;

/** Made-up figures of runs, and what a doctor says to them. */
record Course(
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
    static final Course WELL = new Course(0.15, 0.2, 0.9, 1, 2, 1.5, 50, 0.4, 0.05, 0.01, 44);

    Course apart(double positive, double negative) {
        return new Course(
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

    Course costing(double newLoss) {
        return new Course(
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

    Course left(double newActive, double newMined) {
        return new Course(
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

    Course moved(double newGradient) {
        return new Course(
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

    Course ranked(double newRank) {
        return new Course(
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

    Course of(int newPeople) {
        return new Course(
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

    Course placed(double tenth, double half, double threeQuarters) {
        return new Course(
                loss, active, mined, toPositive, toNegative, gradient, rank, tenth, half, threeQuarters, people);
    }

    /** As the run tells it; every tenth step has the figures of a closer look. */
    StepMetrics at(int step) {
        SortedMap<String, Double> further = new TreeMap<>();
        if (step % 10 == 0) {
            further.put(ExaminedLesson.RANK, rank);
            further.put(ExaminedLesson.PEOPLE, (double) people);
            further.put(ExaminedLesson.BEYOND_TENTH, beyondTenth);
            further.put(ExaminedLesson.BEYOND_HALF, beyondHalf);
            further.put(ExaminedLesson.BEYOND_THREE_QUARTERS, beyondThreeQuarters);
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

    static Doctor doctor(String... settings) {
        return doctor(DoctorMemory.NONE, settings);
    }

    static Doctor doctor(DoctorMemory memory, String... settings) {
        TrainingRecipe recipe = recipe(settings);
        return new Doctor(recipe, NetworkTraits.of(recipe), memory);
    }

    /** All that is said to steps 1, 2, … */
    static List<Diagnosis> watched(int steps, IntFunction<Course> run, String... settings) {
        return watched(doctor(settings), 1, steps, run);
    }

    static List<Diagnosis> watched(Doctor doctor, int from, int to, IntFunction<Course> run) {
        List<Diagnosis> said = new ArrayList<>();
        for (int step = from; step <= to; step++) {
            said.addAll(doctor.stepped(run.apply(step).at(step)).said());
        }
        return said;
    }

    static List<Symptom> symptoms(List<Diagnosis> said) {
        return said.stream().map(Diagnosis::symptom).toList();
    }
}

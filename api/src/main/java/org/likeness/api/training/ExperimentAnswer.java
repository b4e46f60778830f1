package org.likeness.api.training;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.likeness.api.Answer;

/**
 * A comparison of recipes: {@code likeness experiment}.
 *
 * @param title    the question
 * @param pairs    name of the pairs of the test people
 * @param finished whether all runs are done
 * @param runs     those that are done, in the order of the queue
 */
public record ExperimentAnswer(String title, String pairs, boolean finished, List<ExperimentRun> runs)
        implements Answer {
    public ExperimentAnswer {
        runs = List.copyOf(runs);
    }

    /**
     * A run.
     *
     * @param variant     name of the variant
     * @param seed        of all random draws
     * @param failure     why there is no encoder; null if there is one
     * @param figures     null after a failure
     * @param test        the test data
     * @param given       inputs besides the recipe
     * @param recipe      complete recipe as YAML
     */
    public record ExperimentRun(
            String variant,
            long seed,
            @Nullable String failure,
            @Nullable RunFigures figures,
            TestData test,
            GivenInputs given,
            String recipe) {}

    /**
     * The figures of a run.
     *
     * @param accuracy                 share of correctly judged pairs of the test people, in [0, 1]
     * @param areaUnderCurve           on these pairs, in [0, 1]
     * @param equalErrorRate           on these pairs, in [0, 1]
     * @param validationAreaUnderCurve on the validation people, in [0, 1]
     * @param bestStep                 step of the encoder
     * @param stepCount                steps of the run
     * @param seconds                  of training
     */
    public record RunFigures(
            double accuracy,
            double areaUnderCurve,
            double equalErrorRate,
            double validationAreaUnderCurve,
            long bestStep,
            long stepCount,
            double seconds) {}

    /**
     * What runs are compared on.
     *
     * @param dataHash              hash of all pictures, 64 hexadecimal digits
     * @param peopleCount           test people
     * @param genuineCount          genuine pairs asked for; there are as many impostor pairs
     * @param validationPeopleCount validation people of all runs; 0 if each run has its own
     */
    public record TestData(String dataHash, int peopleCount, int genuineCount, int validationPeopleCount) {}

    /**
     * Inputs of a run besides its recipe.
     *
     * @param peopleCount  training people; 0 for all
     * @param pictureCount pictures of each; 0 for all
     * @param copyCount    copies of each picture
     * @param start        encoder that training starts from; null for random weights
     */
    public record GivenInputs(
            int peopleCount,
            int pictureCount,
            int copyCount,
            @Nullable String start) {}
}

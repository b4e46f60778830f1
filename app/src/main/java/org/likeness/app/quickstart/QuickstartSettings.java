package org.likeness.app.quickstart;

import java.nio.file.Path;
import java.util.Locale;
import org.likeness.core.LikenessException;
import org.likeness.core.recipe.TrainingRecipe;

/**
 * The parameters of a quick start.
 *
 * @param out          output folder
 * @param seed         of the people, their pairs and the random samples of the report
 * @param people       number of training people, including the validation people
 * @param picturesEach pictures per person, at least 2
 * @param unseenPeople number of test people; every other one is enrolled, the rest are strangers; at least 4
 * @param pairs        number of genuine pairs, and of impostor pairs, of unseen people
 * @param recipe       of the training
 */
public record QuickstartSettings(
        Path out, long seed, int people, int picturesEach, int unseenPeople, int pairs, TrainingRecipe recipe) {
    /**
     * Checks what was asked for.
     *
     * @throws LikenessException if it is too small for a triplet, a pair or a stranger
     */
    public QuickstartSettings {
        require(people >= 20, "--people %d: at least 20 are needed, some of them for the threshold", people);
        require(picturesEach >= 2, "--pictures %d: at least 2 are needed, an anchor and a positive", picturesEach);
        require(
                unseenPeople >= 4,
                "--unseen-people %d: at least 4 are needed, two enrolled, two strangers",
                unseenPeople);
        require(pairs >= 10, "--pairs %d: at least 10 are needed", pairs);
    }

    private static void require(boolean holds, String message, int value) {
        if (!holds) {
            throw LikenessException.invalid(String.format(Locale.ROOT, message, value));
        }
    }
}

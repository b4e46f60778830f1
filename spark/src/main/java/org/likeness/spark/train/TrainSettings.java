package org.likeness.spark.train;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A training of several ranks. All machines of the cluster see the sets, the start and the run's folder under these paths.
 *
 * @param ranks       each an executor of its own, at least 2
 * @param recipe      complete, in YAML
 * @param sets        the people to learn from
 * @param depth       folders that name a person, at least 1
 * @param start       an encoder's file; null for random weights
 * @param guard       people on whom the encoder must not lose what the start can do; null for none
 * @param acceptWorse whether an encoder is written that is not better than the start, or loses on the guard people
 * @param run         the run's folder
 * @param resume      whether the folder's run goes on
 */
public record TrainSettings(
        int ranks,
        String recipe,
        List<String> sets,
        int depth,
        @Nullable String start,
        @Nullable String guard,
        boolean acceptWorse,
        String run,
        boolean resume)
        implements Serializable {
    public TrainSettings {
        sets = new ArrayList<>(sets); // which can be sent, whatever list was given
    }
}

package org.likeness.spark.train;

import java.io.Serializable;
import org.likeness.training.event.TrainingStart;

/**
 * The parameters of a run at its start that rank 0 alone knows; the driver has the others. The components are those of {@link TrainingStart}.
 */
record RankStart(
        String data,
        int identities,
        int pictures,
        int heldBackIdentities,
        int heldBackPictures,
        String network,
        long parameters,
        long stepsDone,
        int threads)
        implements Serializable {
    static RankStart of(TrainingStart start) {
        return new RankStart(
                start.data(),
                start.identities(),
                start.pictures(),
                start.heldBackIdentities(),
                start.heldBackPictures(),
                start.network(),
                start.parameters(),
                start.stepsDone(),
                start.threads());
    }

    /** The same with what the driver has. */
    TrainingStart in(TrainSettings settings) {
        return new TrainingStart(
                settings.folder(),
                settings.parsedRecipe(),
                data,
                identities,
                pictures,
                heldBackIdentities,
                heldBackPictures,
                network,
                parameters,
                stepsDone,
                threads);
    }
}

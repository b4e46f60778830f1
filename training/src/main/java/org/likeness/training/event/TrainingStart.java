package org.likeness.training.event;

import java.nio.file.Path;
import org.likeness.core.recipe.TrainingRecipe;

/**
 * The parameters of a run at its start.
 *
 * @param run                its folder
 * @param recipe             complete
 * @param data               the data set's name
 * @param identities         number of training identities
 * @param pictures           number of their pictures
 * @param heldBackIdentities number of validation identities
 * @param heldBackPictures   number of their pictures in use
 * @param network            its architecture, or the initial encoder
 * @param parameters         number of trainable parameters
 * @param stepsDone          0, or the step at which a resumed run continues
 * @param threads            threads of the network's operators
 */
public record TrainingStart(
        Path run,
        TrainingRecipe recipe,
        String data,
        int identities,
        int pictures,
        int heldBackIdentities,
        int heldBackPictures,
        String network,
        long parameters,
        long stepsDone,
        int threads) {}

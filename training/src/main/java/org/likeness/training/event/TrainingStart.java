package org.likeness.training.event;

import java.nio.file.Path;
import org.likeness.core.recipe.TrainingRecipe;

/**
 * What a run is about to do.
 *
 * @param run                its folder
 * @param recipe             complete
 * @param data               the data set's name
 * @param identities         that are trained on
 * @param pictures           of these
 * @param heldBackIdentities kept out of training
 * @param heldBackPictures   of these, as far as they are used
 * @param network            its architecture, or the encoder that it begins with
 * @param parameters         how many numbers learn
 * @param stepsDone          0, or where a resumed run goes on
 * @param threads            of the network's operators
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

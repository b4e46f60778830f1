package org.likeness.core.recipe;

import org.likeness.core.image.CropFraction;

/**
 * What of the data set is trained on.
 *
 * @param crop                 the face in each picture, in fractions of width and height
 * @param heldBackIdentities   identities kept out of training, for selection and calibration; at least 2
 * @param heldBackPairs        genuine pairs, and as many impostor pairs, drawn from them for each evaluation
 */
public record DataSettings(CropFraction crop, int heldBackIdentities, int heldBackPairs) {
    public DataSettings {
        Ranges.within("data.heldBackIdentities", heldBackIdentities, 2, Integer.MAX_VALUE);
        Ranges.within("data.heldBackPairs", heldBackPairs, 1, 10_000_000);
    }
}

package org.likeness.core.recipe;

import org.likeness.core.image.CropFraction;

/**
 * The part of the data set that is trained on.
 *
 * @param crop               the face in each picture, in fractions of width and height
 * @param heldBackIdentities identities kept out of training, for selection and calibration; in [2, 1,000,000], and at most a fifth of all
 * @param heldBackPairs      genuine pairs, and as many impostor pairs, drawn from them for each evaluation; in
 *                           [10, 1,000,000]
 */
public record DataSettings(CropFraction crop, int heldBackIdentities, int heldBackPairs) {
    public DataSettings {
        Range.closed(2, 1_000_000).require("data.heldBackIdentities", heldBackIdentities);
        Range.closed(10, 1_000_000).require("data.heldBackPairs", heldBackPairs);
    }
}

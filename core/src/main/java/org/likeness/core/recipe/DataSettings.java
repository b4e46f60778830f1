package org.likeness.core.recipe;

import org.likeness.core.image.CropFraction;

/**
 * What of the data set is trained on.
 *
 * @param crop                 the face in each picture, in fractions of width and height
 * @param heldBackIdentities   identities kept out of training, for selection and calibration; at least 2
 * @param heldBackPairs        genuine pairs, and as many impostor pairs, drawn from them for each evaluation
 */
public record DataSettings(CropFraction crop, int heldBackIdentities, int heldBackPairs) {}

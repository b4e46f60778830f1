package org.likeness.model.catalog;

/** What a published file does on the way from a picture to an embedding. */
public enum ModelTask {
    /** Finds faces. */
    DETECTOR,
    /** Finds landmarks in a face. */
    LANDMARKS,
    /** Embeds an aligned face. */
    ENCODER,
    /** Belongs to another file of its entry, and says how that one is to be read. */
    DESCRIPTION
}

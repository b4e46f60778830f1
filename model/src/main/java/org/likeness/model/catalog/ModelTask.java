package org.likeness.model.catalog;

/** The task of a published file: encoder, detector or landmark network. */
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

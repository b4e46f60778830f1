package org.likeness.core.embedding;

/** The order of an encoder's three input channels. */
public enum ColorOrder {
    /** Red first. */
    RGB,
    /** Blue first, as OpenCV has it. */
    BGR
}

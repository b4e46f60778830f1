package org.likeness.core.evaluation.pair;

import org.likeness.core.dataset.Picture;

/**
 * Two pictures to compare.
 *
 * @param first  a picture
 * @param second another
 * @param same   whether they show one person
 * @param fold   fold of the protocol, from 0; 0 if there are no folds
 */
public record FacePair(Picture first, Picture second, boolean same, int fold) {}

package org.likeness.core.evaluation.pair;

import org.likeness.core.dataset.Picture;

/**
 * Two pictures to be judged.
 *
 * @param first  a picture
 * @param second another
 * @param same   whether they show one person
 * @param fold   which part of a protocol it belongs to, from 0; 0 where there is only one
 */
public record FacePair(Picture first, Picture second, boolean same, int fold) {}

package org.likeness.core.audit;

/**
 * The number of pairs of pictures behind the distance of two people: centers of more pictures vary less, and are not comparable with
 * others.
 */
public enum Evidence {
    /** One: a picture each. */
    ONE_PAIR,
    /** Two to eight. */
    FEW_PAIRS,
    /** Nine or more. */
    MANY_PAIRS;

    /** That of a number of pairs, at least 1. */
    static Evidence of(long pairs) {
        return pairs == 1 ? ONE_PAIR : pairs < 9 ? FEW_PAIRS : MANY_PAIRS;
    }
}

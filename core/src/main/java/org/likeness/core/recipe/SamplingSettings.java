package org.likeness.core.recipe;

/**
 * What a batch is made of: P identities with K pictures each, topped up with single pictures as negatives.
 *
 * @param identities          P, at least 2
 * @param picturesPerIdentity K, at least 2
 * @param singles             pictures of identities with one picture, as negatives only; 0 or more
 * @param weighting           how often an identity is drawn
 */
public record SamplingSettings(int identities, int picturesPerIdentity, int singles, Weighting weighting) {
    /** How often an identity is drawn. */
    public enum Weighting {
        /** Each as often. */
        UNIFORM,
        /** By √min(n, 20), n its pictures. */
        SQUARE_ROOT
    }
}

package org.likeness.training.feed;

/**
 * What one step learns from.
 *
 * @param step   its number, from 0
 * @param pixels [B × 3 × H × W], normalised
 * @param labels identity of each picture, [B]
 */
public record FeedBatch(long step, float[] pixels, int[] labels) {
    /** How many pictures, B. */
    public int size() {
        return labels.length;
    }
}

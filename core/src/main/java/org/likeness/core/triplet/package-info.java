/**
 * Triplets of anchor, positive and negative, and the miners that choose them, on plain arrays. No tensor and no picture is seen here.
 */
@NullMarked
package org.likeness.core.triplet;

import org.jspecify.annotations.NullMarked;

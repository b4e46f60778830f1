/**
 * Triplets of anchor, positive and negative, the miners that choose them, and what they teach, on plain arrays. No tensor and no picture is seen here.
 */
@NullMarked
package org.likeness.core.triplet;

import org.jspecify.annotations.NullMarked;

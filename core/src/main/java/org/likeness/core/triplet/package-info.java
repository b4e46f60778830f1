/**
 * Triplets of anchor, positive and negative: mining, losses on distances and their gradients, on plain arrays. Tensors and pictures are not
 * known here.
 */
@NullMarked
package org.likeness.core.triplet;

import org.jspecify.annotations.NullMarked;

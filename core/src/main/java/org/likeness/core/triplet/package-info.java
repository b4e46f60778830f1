/**
 * Triplets of anchor, positive and negative: mining, losses on distances and their gradients, on plain arrays. Tensors and pictures are not
 * known here.
 *
 * <p>The package is large because each miner and each loss is a type; most are package-private, behind {@code AnchorMiner}, {@code TripletMiner}
 * and {@code AnchorCost}.
 */
@NullMarked
package org.likeness.core.triplet;

import org.jspecify.annotations.NullMarked;

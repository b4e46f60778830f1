/**
 * Convolutions as libtorch computes them, or as matrix products where a trial in another process shows that libtorch is wrong. Graph nodes
 * are not known here.
 */
@Internal
@NullMarked
package org.likeness.training.graph.convolution;

import org.jspecify.annotations.NullMarked;
import org.likeness.core.Internal;

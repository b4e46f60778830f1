/** Tests of what a run writes about itself. */
@NullMarked
package org.likeness.training.metrics;

import org.jspecify.annotations.NullMarked;

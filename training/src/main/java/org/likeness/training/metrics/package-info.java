/**
 * What a run writes about itself while it goes: metrics as JSON Lines, TensorBoard events, a log. Nothing here trains.
 */
@NullMarked
package org.likeness.training.metrics;

import org.jspecify.annotations.NullMarked;

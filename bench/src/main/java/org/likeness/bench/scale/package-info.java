/**
 * A simulation of training with many workers, for {@code docs/scale.md}: plain arithmetic and random draws. Nothing here trains, reads pictures or
 * measures a machine.
 */
@NullMarked
package org.likeness.bench.scale;

import org.jspecify.annotations.NullMarked;

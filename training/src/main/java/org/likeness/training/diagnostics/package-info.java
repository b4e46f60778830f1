/**
 * Diagnoses a run from its metrics: what is wrong, and what to do. It does not affect training, except for the mining curriculum where the
 * recipe has one.
 */
@Internal
@NullMarked
package org.likeness.training.diagnostics;

import org.jspecify.annotations.NullMarked;
import org.likeness.core.Internal;

/** Tests of what the monitor says, and when. */
@NullMarked
package org.likeness.training.diagnostics;

import org.jspecify.annotations.NullMarked;

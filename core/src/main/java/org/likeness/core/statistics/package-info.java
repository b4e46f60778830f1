/** Rates with confidence intervals, and distributions. Faces are not known here. */
@NullMarked
package org.likeness.core.statistics;

import org.jspecify.annotations.NullMarked;

/** The answers about evaluations and calibrations. Values alone; {@link org.likeness.api.WireJson} reads and writes them. */
@NullMarked
package org.likeness.api.evaluation;

import org.jspecify.annotations.NullMarked;

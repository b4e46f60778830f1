/** Rates with their intervals, and the distributions behind them. Nothing here knows of faces. */
@NullMarked
package org.likeness.core.statistics;

import org.jspecify.annotations.NullMarked;

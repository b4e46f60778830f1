/**
 * Copies of encoders for serving: the same space from fewer nodes, at the price of learning no further. Graphs are edited here and never
 * run: whether a copy computes the same, an engine says.
 */
@NullMarked
package org.likeness.model.serving;

import org.jspecify.annotations.NullMarked;

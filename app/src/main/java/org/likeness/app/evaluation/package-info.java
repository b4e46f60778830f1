/**
 * The HTML page of an evaluation: charts and pictures of how encoders judged the same pairs. {@code core.evaluation} computes the figures.
 */
@NullMarked
package org.likeness.app.evaluation;

import org.jspecify.annotations.NullMarked;

/**
 * Comparisons of recipes: the same data, several seeds, judged on people whom no run has seen. How a single run goes is not known here.
 */
@NullMarked
package org.likeness.app.experiment;

import org.jspecify.annotations.NullMarked;

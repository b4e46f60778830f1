/**
 * The networks that can be trained from random weights, as graphs. How they are trained is not known here.
 */
@NullMarked
package org.likeness.model.architecture;

import org.jspecify.annotations.NullMarked;

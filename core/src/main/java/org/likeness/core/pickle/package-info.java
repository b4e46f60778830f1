/**
 * A bounded machine for Python's pickles: it makes values of them and calls nothing. What the values mean, tensors or pictures, is not
 * known here.
 */
@NullMarked
package org.likeness.core.pickle;

import org.jspecify.annotations.NullMarked;

/** A bounded interpreter of Python's pickles, which calls no code. The meaning of the values, tensors or pictures, is not known here. */
@Internal
@NullMarked
package org.likeness.core.pickle;

import org.jspecify.annotations.NullMarked;
import org.likeness.core.Internal;

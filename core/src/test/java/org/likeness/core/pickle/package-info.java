/** Tests of the machine for pickles. */
@NullMarked
package org.likeness.core.pickle;

import org.jspecify.annotations.NullMarked;

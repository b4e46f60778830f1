/** Random bits that are the same in every release of Java, and the seeds of the random draws of a run. Their use is not known here. */
@Internal
@NullMarked
package org.likeness.core.random;

import org.jspecify.annotations.NullMarked;
import org.likeness.core.Internal;

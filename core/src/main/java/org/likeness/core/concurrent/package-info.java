/** Threads: parallel work on lists, background executors, and their failures. The work itself is not known here. */
@Internal
@NullMarked
package org.likeness.core.concurrent;

import org.jspecify.annotations.NullMarked;
import org.likeness.core.Internal;

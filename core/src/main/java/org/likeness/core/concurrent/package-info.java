/** Threads: work on lists, background executors, and their failures as those of the caller. What is computed is not known here. */
@NullMarked
package org.likeness.core.concurrent;

import org.jspecify.annotations.NullMarked;

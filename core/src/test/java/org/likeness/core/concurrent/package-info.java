/** Tests of threads. */
@NullMarked
package org.likeness.core.concurrent;

import org.jspecify.annotations.NullMarked;

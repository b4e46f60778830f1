/** Tests of ranks that train together. */
@NullMarked
package org.likeness.training.distributed;

import org.jspecify.annotations.NullMarked;

/**
 * Processes that train one network together: who has which rows of a batch, how ranks exchange numbers, and who has been lost.
 */
@NullMarked
package org.likeness.training.distributed;

import org.jspecify.annotations.NullMarked;

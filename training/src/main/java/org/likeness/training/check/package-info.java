/** What can be determined before the first step of a run: data, batches, recipe, cost. Nothing here trains or writes files. */
@NullMarked
package org.likeness.training.check;

import org.jspecify.annotations.NullMarked;

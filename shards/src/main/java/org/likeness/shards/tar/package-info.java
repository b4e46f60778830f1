/** Tar shards as WebDataset names them: archives read at any place and written, samples, labels, and the index of the shards. */
@Internal
@NullMarked
package org.likeness.shards.tar;

import org.jspecify.annotations.NullMarked;
import org.likeness.core.Internal;

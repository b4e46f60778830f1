/** Random access to files that many threads share, in bounded memory. What the bytes mean is not known here. */
@Internal
@NullMarked
package org.likeness.shards.file;

import org.jspecify.annotations.NullMarked;
import org.likeness.core.Internal;

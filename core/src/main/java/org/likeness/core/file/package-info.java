/** Atomic files, locks, hashes, and the reading of text files. The purpose of a file is not known here. */
@Internal
@NullMarked
package org.likeness.core.file;

import org.jspecify.annotations.NullMarked;
import org.likeness.core.Internal;

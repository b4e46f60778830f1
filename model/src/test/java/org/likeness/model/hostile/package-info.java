/** Files made to do harm, and the readers that must refuse them: entry points for a fuzzer, and the files that it found, as tests. */
@NullMarked
package org.likeness.model.hostile;

import org.jspecify.annotations.NullMarked;

/** Data sets in folders: readers, writers, and the names of their pictures. Sampling and splits belong in the parent package. */
@NullMarked
package org.likeness.core.dataset.folder;

import org.jspecify.annotations.NullMarked;

/** Data sets of identities and pictures: readers, splits, inspection, P×K sampling. Networks are not known here. */
@NullMarked
package org.likeness.core.dataset;

import org.jspecify.annotations.NullMarked;

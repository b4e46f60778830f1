/** Data sets of identities and pictures: splits, inspection, P×K sampling. Folders and networks are not known here. */
@NullMarked
package org.likeness.core.dataset;

import org.jspecify.annotations.NullMarked;

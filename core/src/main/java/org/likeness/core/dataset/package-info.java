/**
 * Sets of pictures with identities: readers, splits, inspection, P×K sampling and the synthetic people. Nothing here knows of networks.
 */
@NullMarked
package org.likeness.core.dataset;

import org.jspecify.annotations.NullMarked;

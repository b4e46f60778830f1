/**
 * Enrolled people and the decision who somebody is, or Unknown. Where a gallery is stored is not decided here.
 */
@NullMarked
package org.likeness.core.gallery;

import org.jspecify.annotations.NullMarked;

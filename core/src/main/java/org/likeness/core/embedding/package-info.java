/**
 * The embedding space: what an encoder takes and gives, which space it is, and how distance is measured there. No engine lives here.
 */
@NullMarked
package org.likeness.core.embedding;

import org.jspecify.annotations.NullMarked;

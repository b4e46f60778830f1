/**
 * Nearest neighbors among millions of embeddings: an exact scan of 8-bit codes, re-ranked in single precision. People have names and history
 * elsewhere; here they are numbers.
 */
@NullMarked
package org.likeness.search;

import org.jspecify.annotations.NullMarked;

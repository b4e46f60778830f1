/**
 * Protocols that look at a whole set of faces instead of a list of pairs: all pairs, search, open-set identification, clusters. They take
 * embeddings and people, and know neither files nor encoders.
 */
@NullMarked
package org.likeness.core.protocol;

import org.jspecify.annotations.NullMarked;

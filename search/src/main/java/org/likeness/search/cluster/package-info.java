/**
 * Groups faces of unknown people by their embeddings. Clusters compared with known people, and the reference for small sets, belong to
 * evaluation in {@code core}.
 */
@NullMarked
package org.likeness.search.cluster;

import org.jspecify.annotations.NullMarked;

/**
 * Embeddings and galleries as files for other programs: Parquet, JSON Lines, CSV. This is a separate artifact, because Parquet depends on a large part of
 * Hadoop; no encoder runs here.
 */
@NullMarked
package org.likeness.export;

import org.jspecify.annotations.NullMarked;

/**
 * Embeddings as files for other programs: Parquet, JSON Lines, comma-separated values. An artifact of its own, since Parquet brings a
 * good part of Hadoop; no encoder runs here.
 */
@NullMarked
package org.likeness.export;

import org.jspecify.annotations.NullMarked;

/** Embeds a face set on a cluster: a file of embeddings and a report for each part. */
@NullMarked
package org.likeness.spark.embed;

import org.jspecify.annotations.NullMarked;

/** A connection to a Spark cluster, and what becomes of its errors. */
@NullMarked
package org.likeness.spark.cluster;

import org.jspecify.annotations.NullMarked;

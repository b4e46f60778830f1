/** All pairs of an embedded set on a cluster: their distances counted, and the hardest negatives. */
@NullMarked
package org.likeness.spark.pairs;

import org.jspecify.annotations.NullMarked;

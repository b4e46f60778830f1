/** Training on a cluster: the ranks of a process group as the tasks of a barrier stage. */
@NullMarked
package org.likeness.spark.train;

import org.jspecify.annotations.NullMarked;

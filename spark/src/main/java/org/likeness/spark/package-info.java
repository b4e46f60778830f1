/** Jobs on a Spark cluster. Their input and output are files that all machines of the cluster see under the same path. */
@NullMarked
package org.likeness.spark;

import org.jspecify.annotations.NullMarked;

/** The archives of this program: which are its own and which Spark's, and all of its own as one. No class of Spark is used here. */
@NullMarked
package org.likeness.spark.program;

import org.jspecify.annotations.NullMarked;

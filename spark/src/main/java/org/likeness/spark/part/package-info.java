/** The parts of a face set, each of which one task reads, and the files that tell what became of them. */
@NullMarked
package org.likeness.spark.part;

import org.jspecify.annotations.NullMarked;

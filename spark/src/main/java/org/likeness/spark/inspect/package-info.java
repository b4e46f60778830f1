/** Inspecting a set: what its pictures are, and which are copies of each other. */
@NullMarked
package org.likeness.spark.inspect;

import org.jspecify.annotations.NullMarked;

/** Benchmarks and comparisons with other programs. Nothing depends on this module. */
@NullMarked
package org.likeness.bench;

import org.jspecify.annotations.NullMarked;

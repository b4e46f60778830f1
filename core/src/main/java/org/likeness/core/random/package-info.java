/**
 * Random bits that are the same with each release of Java, and the seeds of a run's draws. What is drawn with them is decided where it is
 * used.
 */
@NullMarked
package org.likeness.core.random;

import org.jspecify.annotations.NullMarked;

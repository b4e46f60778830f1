/** Tests of the state of a run in files. */
@NullMarked
package org.likeness.training.run;

import org.jspecify.annotations.NullMarked;

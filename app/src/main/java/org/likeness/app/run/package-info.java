/** The report of a training run, from the files of its folder. Nothing is trained or measured here. */
@NullMarked
package org.likeness.app.run;

import org.jspecify.annotations.NullMarked;

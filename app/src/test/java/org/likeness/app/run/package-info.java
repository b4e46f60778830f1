/** Tests of what reports of runs say. */
@NullMarked
package org.likeness.app.run;

import org.jspecify.annotations.NullMarked;

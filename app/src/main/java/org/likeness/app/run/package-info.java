/**
 * What a training run's folder has to tell, as parts of a report. Nothing is trained or measured here.
 */
@NullMarked
package org.likeness.app.run;

import org.jspecify.annotations.NullMarked;

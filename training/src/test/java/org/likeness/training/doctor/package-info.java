/** Tests of what the doctor says, and when. */
@NullMarked
package org.likeness.training.doctor;

import org.jspecify.annotations.NullMarked;

/** The page of an evaluation: what is drawn and shown of how encoders judged the same pairs. What is measured is in {@code core.evaluation}. */
@NullMarked
package org.likeness.app.evaluation;

import org.jspecify.annotations.NullMarked;
